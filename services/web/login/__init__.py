"""Logs people in and out: the browser goes to auth and comes back to the page it wanted."""
