"""What bodies have decided about their own stays, followed over auth's feed, and how terms are held against it."""
