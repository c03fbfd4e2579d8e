"""Rules of matching, version 1: who may be suggested for what, and how well they fit."""

from services.matching.domain.conditions import CONDITIONS, Condition, against
from services.matching.domain.days import Span, free_days, possible_starts
from services.matching.domain.pairs import SCALE, Meeting, Pair
from services.matching.domain.scoring import VERSION, WEIGHTS, Factor, Measure, measures, score_of, slack
from services.matching.domain.states import (
    LEVELS,
    Clearance,
    ExpertState,
    FieldLevel,
    NeedState,
    Period,
    Perspective,
)

__all__ = [
    "CONDITIONS",
    "LEVELS",
    "SCALE",
    "VERSION",
    "WEIGHTS",
    "Clearance",
    "Condition",
    "ExpertState",
    "Factor",
    "FieldLevel",
    "Measure",
    "Meeting",
    "NeedState",
    "Pair",
    "Period",
    "Perspective",
    "Span",
    "against",
    "free_days",
    "measures",
    "possible_starts",
    "score_of",
    "slack",
]
