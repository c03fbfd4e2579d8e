"""How well somebody knows a professional field."""

LEVELS = 3  # 1 has worked with it, 2 works independently, 3 leads others in it
