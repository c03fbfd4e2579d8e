"""People and their memberships of public bodies."""
