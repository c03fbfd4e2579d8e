"""Passwords and second factors."""
