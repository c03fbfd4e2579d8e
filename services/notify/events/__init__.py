"""Another service's event as notify reads it: whom it concerns, and whether it was handled before."""
