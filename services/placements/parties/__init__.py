"""The three who have to agree, and who speaks for which of them.

Holds no table: candidacies and placements are built on it.
"""
