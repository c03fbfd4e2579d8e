"""Rules of a body's policy: how long a stay may take, and how many people are away on the same day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum


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


class Origin(StrEnum):
    """Whose rule holds for a stay."""

    SCHEME = "scheme"
    HOME = "home"


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """How a stay may be left and how long it may become in all, and whose rule each is."""

    notice_days: int
    max_total_months: int
    notice_from: Origin = Origin.SCHEME
    max_total_from: Origin = Origin.SCHEME

    def decided(self, *, notice_weeks: int | None, max_total_months: int | None) -> "Bounds":
        """As the home agency decided: its own notice, and a total that is shorter than the scheme's."""
        bounds = self
        if notice_weeks is not None:
            bounds = replace(bounds, notice_days=7 * notice_weeks, notice_from=Origin.HOME)
        if max_total_months is not None and max_total_months < self.max_total_months:
            bounds = replace(bounds, max_total_months=max_total_months, max_total_from=Origin.HOME)
        return bounds


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
