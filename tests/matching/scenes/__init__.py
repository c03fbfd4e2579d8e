"""Scenes and factories of matching's tests, a module per noun."""
