"""People who were renamed at auth, until their profiles have the name they have now."""
