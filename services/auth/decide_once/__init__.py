"""The link of a delegation is used up, for a token that is good for one decision."""
