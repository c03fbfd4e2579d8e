"""Decides what is hidden because few share it. Only experts of other bodies than the asker's count."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from services.matching.fit.states import ExpertState
from services.scheme.privacy import SMALLEST_GROUP, are_many

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """Experts who share something. `homes` are bodies they are of: all, or as many as the rule asks for."""

    experts: int = 0
    homes: frozenset[str] = frozenset()

    def __add__(self, other: "Crowd") -> "Crowd":
        return Crowd(experts=self.experts + other.experts, homes=self.homes | other.homes)

    @property
    def is_many(self) -> bool:
        """Whether none of them can be told apart by it."""
        return are_many(experts=self.experts, bodies=len(self.homes))


def told(crowd: Crowd, *, step: int) -> int | None:
    """The count in whole steps, so that two needs that differ by one thing cannot be subtracted.

    None below one step, and where they are of few bodies: of one or two it would say whose people they are. In steps
    of one all is told.
    """
    if step >= SMALLEST_GROUP and not crowd.is_many:
        return None
    return crowd.experts - crowd.experts % step or None


Alike = Mapping[tuple[str | None, str], Crowd]


def crowds(members: Iterable[tuple[K, str]]) -> dict[K, Crowd]:
    """Of what each expert shares, and their home."""
    counted: dict[K, Counter[str]] = {}
    for key, home in members:
        counted.setdefault(key, Counter())[home] += 1
    return {key: Crowd(experts=homes.total(), homes=frozenset(homes)) for key, homes in counted.items()}


def alike_among(experts: Iterable[ExpertState], *, asker: str) -> dict[tuple[str | None, str], Crowd]:
    """The available experts of each county and field."""
    others = (expert for expert in experts if not expert.paused and not expert.belongs_to(asker))
    return crowds(((one.county, field.field), one.home) for one in others for field in one.fields)


def hides_place(expert: ExpertState, alike: Alike) -> bool:
    """Whether too few available experts share one of the expert's fields in their county.

    Never for an expert who may work from anywhere: their county decides nothing.
    """
    sharing = [alike.get((expert.county, field.field), Crowd()) for field in expert.fields]
    return not expert.remote and not (sharing and all(crowd.is_many for crowd in sharing))
