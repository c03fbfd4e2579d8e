"""Who fits a need: candidates with the reasons, side by side, on the shortlist, and invited with an offer."""
