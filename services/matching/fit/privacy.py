"""Decides whose county is hidden from others: where few experts share it, the county would show who they are."""

from collections import Counter
from collections.abc import Iterable, Mapping

from services.matching.fit.states import ExpertState
from services.scheme.privacy import SMALLEST_GROUP

Alike = Mapping[tuple[str | None, str], int]


def alike_among(experts: Iterable[ExpertState]) -> Counter[tuple[str | None, str]]:
    """How many available experts there are of each county and field."""
    return Counter((expert.county, field.field) for expert in experts if not expert.paused for field in expert.fields)


def hides_place(expert: ExpertState, alike: Alike) -> bool:
    """Whether fewer than five available experts share one of the expert's fields in their county.

    Never for an expert who may work from anywhere: their county decides nothing.
    """
    fewest = min((alike.get((expert.county, field.field), 0) for field in expert.fields), default=0)
    return not expert.remote and fewest < SMALLEST_GROUP
