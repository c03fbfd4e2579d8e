"""Whether a body has a coordinator on every day that one of them is away."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, kw_only=True)
class Presence:
    """Another coordinator: there on all days up to `until`, but those they are `away`, first and last included."""

    until: date | None
    away: Collection[tuple[date, date]] = ()

    def on(self, day: date) -> bool:
        acts = self.until is None or day <= self.until
        return acts and not any(start <= day <= end for start, end in self.away)


def is_covered(start: date, end: date, others: Collection[Presence]) -> bool:
    """Whether on each of the days at least one of the others is there."""
    days = (start + timedelta(days=number) for number in range((end - start).days + 1))
    return all(any(other.on(day) for other in others) for day in days)
