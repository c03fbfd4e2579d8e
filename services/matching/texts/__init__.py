"""What matching says to people."""
