"""Mailed single-use links: what proves that an address is somebody's."""
