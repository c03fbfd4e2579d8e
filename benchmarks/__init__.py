"""Measures what the scheme promises of its speed, each goal against a peer in the same run."""
