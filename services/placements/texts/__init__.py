"""The texts that people read, in bokmål, nynorsk and English."""
