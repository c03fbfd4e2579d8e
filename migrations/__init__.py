"""The migrations: one numbered history per service."""
