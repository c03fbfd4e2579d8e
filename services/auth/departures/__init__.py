"""How a public body leaves the scheme."""
