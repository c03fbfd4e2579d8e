"""The open pages: what this is, open needs, and the statements on barriers and privacy."""
