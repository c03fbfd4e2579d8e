"""Calls to other hosts: sibling services and addresses outside the scheme, within bounds of time and size."""
