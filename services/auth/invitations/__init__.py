"""Single-use permissions to join a body in a role."""
