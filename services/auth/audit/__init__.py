"""The audit: who did what to whom, in logins and administration."""
