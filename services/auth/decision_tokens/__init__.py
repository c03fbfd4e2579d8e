"""Tokens for one decision, which the person of a delegation gets for its mailed link."""
