"""Holds everybody in memory and finds the best: an index fed by state feeds, and the ranking over it."""
