"""Decides whether a body has another coordinator on every day that one of them is away."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, kw_only=True)
class Presence:
    """The days on which a coordinator acts: all up to `until` but those in `away`, first and last included."""

    until: date | None
    away: Collection[tuple[date, date]] = ()

    def acts_on(self, day: date) -> bool:
        in_role = self.until is None or day <= self.until
        return in_role and not any(start <= day <= end for start, end in self.away)


def is_covered(start: date, end: date, others: Collection[Presence]) -> bool:
    """True where at least one of the others acts on each of the days."""
    days = (start + timedelta(days=number) for number in range((end - start).days + 1))
    return all(any(other.acts_on(day) for other in others) for day in days)
