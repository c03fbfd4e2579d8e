"""Identities at issuers, by which people log in to their account."""
