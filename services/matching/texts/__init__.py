"""What matching says to people."""

from services.matching.texts.counting import CHANGES, COVERAGE, NEARLY, NOTES
from services.matching.texts.plans import GONE, OBJECTIVES, SHORTFALLS, SUMMARY
from services.matching.texts.problems import FAULTS, PROBLEMS
from services.matching.texts.suggestions import AGAINST, FACTORS, REASONS, day, language_name

__all__ = [
    "AGAINST",
    "CHANGES",
    "COVERAGE",
    "FACTORS",
    "FAULTS",
    "GONE",
    "NEARLY",
    "NOTES",
    "OBJECTIVES",
    "PROBLEMS",
    "REASONS",
    "SHORTFALLS",
    "SUMMARY",
    "day",
    "language_name",
]
