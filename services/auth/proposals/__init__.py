"""How a public body comes into the scheme."""
