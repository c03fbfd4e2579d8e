"""OAuth clients, ours and those of public bodies, and what people let apps do."""
