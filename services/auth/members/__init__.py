"""How people become members of a body, and which roles a role implies."""
