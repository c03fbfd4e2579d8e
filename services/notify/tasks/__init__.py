"""What waits for a person or for a role in a body, until when, and what the parties of a placement have answered."""
