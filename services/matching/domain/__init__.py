"""Rules of matching, version 1: who may be suggested for what, and how well they fit."""

from services.matching.domain.conditions import CONDITIONS, Condition, against
from services.matching.domain.coverage import Balance, Cell, Horizon, Month, cells, cross_sector, merged
from services.matching.domain.days import Span, free_days, possible_starts
from services.matching.domain.digests import digest_of, digest_of_all
from services.matching.domain.misses import NearestMiss, nearest_miss
from services.matching.domain.pairs import SCALE, Meeting, Pair
from services.matching.domain.privacy import FEWEST_ALIKE, Alike, alike_among, hides_place
from services.matching.domain.scoring import (
    BOUNDS,
    PUBLISHED,
    VERSION,
    WEIGHTS,
    Factor,
    Measure,
    Scoring,
    measures,
    out_of_bounds,
    score_of,
    shifted,
    slack,
)
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
    "BOUNDS",
    "CONDITIONS",
    "FEWEST_ALIKE",
    "LEVELS",
    "PUBLISHED",
    "SCALE",
    "VERSION",
    "WEIGHTS",
    "Alike",
    "Balance",
    "Cell",
    "Clearance",
    "Condition",
    "ExpertState",
    "Factor",
    "FieldLevel",
    "Horizon",
    "Measure",
    "Meeting",
    "Month",
    "NearestMiss",
    "NeedState",
    "Pair",
    "Period",
    "Perspective",
    "Scoring",
    "Span",
    "against",
    "alike_among",
    "cells",
    "cross_sector",
    "digest_of",
    "digest_of_all",
    "free_days",
    "hides_place",
    "measures",
    "merged",
    "nearest_miss",
    "out_of_bounds",
    "possible_starts",
    "score_of",
    "shifted",
    "slack",
]
