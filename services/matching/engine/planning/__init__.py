"""Assigns many experts to many needs at once: the pairs as arrays, the optimum, and a bound on a plan's loss."""
