"""Rules of a body's policy: how long a stay may take, and how many people are away on the same day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, kw_only=True)
class Lengths:
    """The shortest and the longest first agreement, in whole calendar months."""

    min_months: int
    max_months: int

    def within(self, other: "Lengths") -> "Lengths":
        """The lengths that both allow. No length fits where the shortest is longer than the longest."""
        return Lengths(
            min_months=max(self.min_months, other.min_months), max_months=min(self.max_months, other.max_months)
        )


def most_at_once(periods: Iterable[tuple[date, date]], *, during: tuple[date, date]) -> int:
    """The highest number of periods that share one day, of the days from the first to the last of `during`."""
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
