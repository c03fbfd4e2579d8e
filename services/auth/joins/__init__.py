"""Joins two accounts of one person, who proves both: by a code from the one that stays, used in the one that ends."""
