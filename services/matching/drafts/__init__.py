"""How many would fit a need that is not published, and what excludes the others. Nothing of it is stored."""
