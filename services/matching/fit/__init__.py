"""How well an expert fits a need: what the feeds say of both, the conditions, the score, and what was nearly enough.

Pure rules that every other part of matching stands on.
"""
