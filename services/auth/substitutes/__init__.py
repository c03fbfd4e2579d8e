"""Coordinators for a while, in place of those who are away."""
