"""Event feeds: the events a service emits (outbox, feed), and those it follows (follower)."""
