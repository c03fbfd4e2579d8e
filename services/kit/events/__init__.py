"""Event feeds and the threads behind a service: the feed it serves, those it follows, its timed jobs."""
