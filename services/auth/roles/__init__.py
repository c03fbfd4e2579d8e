"""How roles change and memberships end, and what goes with a coordinator's role."""
