"""The levels of skill in a professional field (docs/glossary.md)."""

LEVELS = 3  # 1 has worked with it, 2 works independently, 3 leads others in it
