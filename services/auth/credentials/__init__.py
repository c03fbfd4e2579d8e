"""Credentials of local accounts: passwords, and second factors (authenticators and recovery codes)."""
