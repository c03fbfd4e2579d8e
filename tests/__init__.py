"""Mirrors the source; journeys, contracts, faults and the repository's view of itself stand beside it."""
