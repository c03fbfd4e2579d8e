"""How roles change and memberships end, and what ends together with a coordinator's role."""
