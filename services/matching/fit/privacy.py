"""Decides whose county others may not learn: where few share it with them, it would tell who they are."""

from collections import Counter
from collections.abc import Iterable, Mapping

from services.matching.fit.states import ExpertState

FEWEST_ALIKE = 5  # as in the pool: fewer could be told apart by field and county (k-anonymity)

Alike = Mapping[tuple[str | None, str], int]


def alike_among(experts: Iterable[ExpertState]) -> Counter[tuple[str | None, str]]:
    """How many available ones there are of each county and field."""
    return Counter((expert.county, field.field) for expert in experts if not expert.paused for field in expert.fields)


def hides_place(expert: ExpertState, alike: Alike) -> bool:
    """Whether too few available ones share one of their fields in their county; where they work matters to nobody
    who may work from anywhere."""
    fewest = min((alike.get((expert.county, field.field), 0) for field in expert.fields), default=0)
    return not expert.remote and fewest < FEWEST_ALIKE
