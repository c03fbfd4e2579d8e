"""What auth says to people."""

from services.auth.texts.pages import PAGES
from services.auth.texts.problems import PROBLEMS

__all__ = [
    "PAGES",
    "PROBLEMS",
]
