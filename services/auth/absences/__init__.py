"""When coordinators are away, and whether somebody covers for them."""
