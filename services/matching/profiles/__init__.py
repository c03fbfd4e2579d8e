"""What pool and placements say of the candidates of a need: the public profile, and how far host and expert came."""
