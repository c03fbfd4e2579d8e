"""What notify does about each event: which tasks it opens and closes, and whom it notifies."""
