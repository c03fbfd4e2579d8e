"""How many counties a host may learn about where experts live whose county is hidden."""
