"""Writing a need: new, as a copy, or changed, with how many would fit before it is published."""
