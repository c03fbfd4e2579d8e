"""Who needs somebody? Owns the projects that agencies want to borrow somebody for.

Promises that a draft exists for its own agency only, that a person stands behind every published need, and that
a need is full exactly when as many placements are agreed as it has places. Asks nobody: it follows auth (which
kind of body the host is) and placements (places taken and given back).
"""
