"""Measures the speed goals of the scheme, each against a peer in the same run."""
