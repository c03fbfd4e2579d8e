"""A public body's policy: its rules for the stays of its own people."""
