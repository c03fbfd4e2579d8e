"""Addresses that refused mail, as keyed hashes: nothing is sent to them for a while, and their person is notified."""
