"""Every query of the pool: about profiles, and about who belongs to which body."""
