"""Who did what to whom: logins and administration, written down and read."""
