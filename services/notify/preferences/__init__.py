"""How a person wants to be notified: by mail or not, and in which language."""
