"""The databases' histories: one numbered history per service."""
