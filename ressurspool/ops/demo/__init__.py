"""The demonstration: plays the scheme's main job on real services, or leaves them running with its data."""
