"""Candidates for a need, opportunities for an expert, the reasons for each, and the log of what was shown."""
