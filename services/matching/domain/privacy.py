"""Decides whose county others may not learn: where few share it with them, it would tell who they are."""

from collections import Counter
from collections.abc import Collection

from services.matching.domain.states import ExpertState

FEWEST_ALIKE = 5  # as in the pool: fewer could be told apart by field and county (k-anonymity)


def hidden_counties(experts: Collection[ExpertState]) -> frozenset[str]:
    """The ids of experts whose county the pool does not show: too few available ones share one of their fields."""
    alike = Counter((expert.county, field.field) for expert in experts if not expert.paused for field in expert.fields)
    return frozenset(expert.id for expert in experts if _fewest(expert, alike) < FEWEST_ALIKE)


def _fewest(expert: ExpertState, alike: Counter[tuple[str | None, str]]) -> int:
    return min((alike[expert.county, field.field] for field in expert.fields), default=0)
