"""Plans: the best assignment of all experts to many needs at once, made in the background."""
