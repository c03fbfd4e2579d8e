"""Bounds on guessing, and on whatever else costs a place."""
