"""Alerts about new needs, for experts who turned them on."""
