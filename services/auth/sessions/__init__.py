"""Logins that were completed, and how they end."""
