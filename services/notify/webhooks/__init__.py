"""Webhooks: sends a body's events to the address of its own system, signed, in order, until the system took them."""
