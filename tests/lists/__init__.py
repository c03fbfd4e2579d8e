"""What lists cost among many rows."""
