"""How an expert stands in pool and a need in needs at this moment, and whether that allows the next step."""
