"""Keeps the lists of candidates that were found lately: one that is opened again is not searched for again."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import ReferenceType, ref

from services.matching.engine.experts import Experts
from services.matching.fit.scoring import Scored
from services.matching.suggestions.schemas import Candidate

MOST = 64  # lists, of some ten KB each; then all are forgotten


@dataclass(frozen=True, kw_only=True)
class Found:
    """The best experts for a need, the lines that show them, and how all others came out."""

    shown: Sequence[Scored]
    lines: Sequence[Candidate]
    counted: Mapping[str, Any]


class RecentCandidates:
    """What was found lately, by the question. It counts only among the very same experts: a change in the pool makes
    others of them. They are not kept alive by it.
    """

    def __init__(self) -> None:
        self._found: dict[Hashable, tuple[ReferenceType[Experts], Found]] = {}

    def find(self, question: Hashable, experts: Experts, search: Callable[[], Found]) -> Found:
        """What was found for the question among these experts, or what a search finds now."""
        among, found = self._found.get(question, (None, None))
        if among is not None and found is not None and among() is experts:
            return found
        found = search()
        if len(self._found) >= MOST:
            self._found.clear()
        self._found[question] = ref(experts), found
        return found
