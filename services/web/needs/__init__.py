"""Needs: the open ones for everybody, those of one's own body, and what is decided about them."""
