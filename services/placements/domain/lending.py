"""What bodies decide for their own: how long, who pays, how many are away at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, kw_only=True)
class Lengths:
    """The shortest and the longest first agreement, in whole calendar months."""

    min_months: int
    max_months: int

    def within(self, other: "Lengths") -> "Lengths":
        """What both allow; nothing at all where the shortest is longer than the longest."""
        return Lengths(
            min_months=max(self.min_months, other.min_months), max_months=min(self.max_months, other.max_months)
        )


def most_at_once(periods: Iterable[tuple[date, date]], *, during: tuple[date, date]) -> int:
    """How many of the periods hold the same day, on the day between two (included) that most of them hold."""
    starts, ends = during
    overlapping = [(max(first, starts), min(last, ends)) for first, last in periods if first <= ends and last >= starts]
    changes = [(first, 1) for first, _ in overlapping] + [(last + timedelta(days=1), -1) for _, last in overlapping]
    return _highest([step for _, step in sorted(changes)])


def _highest(steps: Sequence[int]) -> int:
    count = highest = 0
    for step in steps:
        count += step
        highest = max(highest, count)
    return highest
