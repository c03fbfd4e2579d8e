"""The index of all experts and needs in memory, and the ranking over it."""
