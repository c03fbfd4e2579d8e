"""A coordinator's own body: its rules for stays, how it is reached, what was done in it, and whether it stays."""
