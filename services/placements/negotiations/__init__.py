"""The employee answers an offer, or the terms of a placement, with other dates or another percentage.

Whoever is asked takes that over by one call, or declines it. The table of proposals and its rules are in `proposals`,
below candidacies and placements, which show the one that waits.
"""
