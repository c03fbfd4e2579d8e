"""The public bodies of the scheme."""
