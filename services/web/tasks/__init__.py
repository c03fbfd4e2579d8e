"""What waits for a person: the worklist, and each task with the way to its thing."""
