"""Letters with a single-use link, which proves that an address belongs to whoever follows it."""
