"""Public bodies that are of the scheme."""
