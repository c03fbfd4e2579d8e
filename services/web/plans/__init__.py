"""Plans: the best assignment of many experts to many needs, and what it costs and leaves open."""
