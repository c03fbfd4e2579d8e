"""What this replica's index holds, and how far it has followed the feeds."""
