"""What a public body decides for its own stays."""
