"""The use cases: on offers, and on the terms of placements."""
