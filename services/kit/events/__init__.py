"""Event feeds: what a service tells (outbox, feed) and how it listens to others (follower)."""
