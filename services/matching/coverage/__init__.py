"""Supply and demand per field, region and month."""
