"""Login sessions: completed logins, until they end."""
