"""Terms of a stay: their hash, their length, and the endorsement they have to lie inside."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

from services.scheme.months import last_day
from services.scheme.parties import Party


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What the three say yes to. Every field is material: a change makes a new version. `end` is included."""

    start: date
    end: date
    percentage: int
    place: str
    tasks: str
    unit: str | None = None
    learning_goals: str | None = None
    payer: str = Party.HOME
    employer: str = Party.HOME

    def content(self) -> dict[str, Any]:
        """The terms as JSON can hold them."""
        return {**asdict(self), "start": self.start.isoformat(), "end": self.end.isoformat()}

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Self:
        """The terms that `content` came from."""
        days = {name: date.fromisoformat(content[name]) for name in ("start", "end")}
        return cls(**{**content, **days})


def terms_hash(terms: Terms) -> str:
    """SHA-256 of the terms as canonical JSON: sorted keys, no white space, UTF-8 (the idea of RFC 8785)."""
    canonical = json.dumps(terms.content(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def months_between(start: date, end: date) -> int:
    """The calendar months of a stay. A begun month counts: 11 January to 10 March is 2, to 11 March 3."""
    months = max((end.year - start.year) * 12 + end.month - start.month, 0)
    return months if end <= last_day(start, months=months) else months + 1


def within_length(start: date, end: date, *, min_months: int, max_months: int) -> bool:
    """True for a stay of at least `min_months` and at most `max_months` whole calendar months."""
    return last_day(start, months=min_months) <= end <= last_day(start, months=max_months)


@dataclass(frozen=True, kw_only=True)
class Endorsement:
    """The home agency's standing permission and its limits."""

    until: date
    max_months: int
    max_percentage: int


def within_endorsement(terms: Terms, endorsement: Endorsement) -> bool:
    """True for terms whose last day, length and percentage lie inside what the home agency endorsed."""
    short_enough = months_between(terms.start, terms.end) <= endorsement.max_months
    return terms.end <= endorsement.until and short_enough and terms.percentage <= endorsement.max_percentage
