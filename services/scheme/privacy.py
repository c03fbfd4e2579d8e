"""How many people there have to be for none of them to be recognised."""

SMALLEST_GROUP = 5  # fewer experts sharing field and county, or bodies a sector, could be told apart (k-anonymity)
