"""The words for regions that are no county, where experts and needs are counted by county."""

EVERYWHERE, NO_COUNTY, OTHER = "all", "none", "other"
# Reserved: coverage uses these for pseudo-regions, so no county may have such a name.
RESERVED_COUNTIES = (EVERYWHERE, NO_COUNTY, OTHER)
