"""The texts of matching for people, in bokmål, nynorsk and English."""
