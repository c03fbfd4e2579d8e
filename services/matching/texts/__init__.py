"""What matching says to people; placeholders are filled with labels, days and numbers."""

from services.matching.texts.counting import CHANGES, COVERAGE, FAULTS, NEARLY, NOTES
from services.matching.texts.suggesting import AGAINST, FACTORS, PROBLEMS, REASONS, day, language_name

__all__ = [
    "AGAINST",
    "CHANGES",
    "COVERAGE",
    "FACTORS",
    "FAULTS",
    "NEARLY",
    "NOTES",
    "PROBLEMS",
    "REASONS",
    "day",
    "language_name",
]
