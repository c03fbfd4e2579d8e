"""A browser that somebody is logged in with: its cookie, its sealed tokens, and how they are refreshed once."""
