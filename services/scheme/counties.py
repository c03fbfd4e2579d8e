"""The words that stand beside counties where regions are counted."""

EVERYWHERE, NO_COUNTY, OTHER = "all", "none", "other"
RESERVED_COUNTIES = (EVERYWHERE, NO_COUNTY, OTHER)  # no county has one of these names: it would be counted as both
