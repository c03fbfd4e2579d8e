"""What auth says to people."""

from services.auth.texts.faults import FAULTS
from services.auth.texts.pages import PAGES
from services.auth.texts.problems import PROBLEMS

__all__ = [
    "FAULTS",
    "PAGES",
    "PROBLEMS",
]
