"""Who is willing to go? Owns expert profiles, their availability and the home agency's endorsement.

Promises that nobody outside the home agency sees a profile before the endorsement, that the pool is browsed
without names until somebody applies or accepts, and that each reading of a named profile is logged first.
Asks nobody: it follows auth (who coordinates where) and placements (busy periods, disclosures).
"""
