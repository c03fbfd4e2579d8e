"""Assigns everybody to everything at once: the market as arrays, its optimum, what it costs and what bounds it."""
