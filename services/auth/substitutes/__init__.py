"""Substitutes: coordinators until a day, in place of one who is away."""
