"""Members of a public body: how somebody becomes one, and which roles a role implies."""
