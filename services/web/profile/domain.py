"""What a profile lacks, what others see of it, and how its days are drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ressurspool.client.pool import Expert
from services.web.page.year import Lane, bars_of

SHORTEST_STAY = timedelta(days=60)  # a stay takes two months at least
NEAR_END = timedelta(days=60)  # an endorsement that ends so soon is a warning
ROWS, SPARE_ROWS = 5, 2
COLORS = {"available": "success", "returned": "warning", "expired": "warning", "submitted": "info"}


@dataclass(frozen=True, kw_only=True)
class Completeness:
    """How many of the things that make a profile fit more needs are there, and those that are not, by their field."""

    filled: int
    asked: int
    missing: list[str]


def completeness(expert: Expert, *, today: date) -> Completeness:
    checks = {
        "windows": any(_room(window.start, window.end, today) for window in expert.windows),
        "skills": bool(expert.skills),
        "county": bool(expert.county or expert.remote),
        "wanted_learning": bool(expert.wanted_learning),
        "about": bool(expert.about),
    }
    missing = [name for name, there in checks.items() if not there]
    return Completeness(filled=len(checks) - len(missing), asked=len(checks), missing=missing)


def _room(start: date, end: date, today: date) -> bool:
    """Whether a stay still fits into the window."""
    return end - max(start, today) >= SHORTEST_STAY


def lanes_of(expert: Expert, first: date, words: Mapping[str, str]) -> list[Lane]:
    """The days that are offered, and those of a stay, as they are drawn."""
    offered = bars_of([(one.start, one.end) for one in expert.windows], first)
    busy = bars_of([(one.start, one.end) for one in expert.busy], first)
    stays = [Lane(name=words["busy"], bars=busy, dashed=True)] if expert.busy else []
    return [Lane(name=words["offered"], bars=offered), *stays]


def rows_shown(filled: int) -> int:
    """How many rows a list of the form has: some to spare, for there is no script to add one."""
    return min(ROWS, max(filled + SPARE_ROWS, SPARE_ROWS + 1))


def rows_in(values: Mapping[str, list[str]], name: str) -> int:
    """How many rows of a list are typed into."""
    numbers = [int(part[1]) for one, given in values.items() if any(given) and _is_row(part := one.split("/"), name)]
    return max(numbers, default=-1) + 1


def _is_row(parts: list[str], name: str) -> bool:
    return parts[0] == name and len(parts) > 1 and parts[1].isdecimal()


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What is shown of one part of a profile: `before` it is known who it is, and `after`."""

    part: str
    before: bool
    after: bool = True


# As the pool shows a profile to other bodies (services/pool/schemas/experts.py).
def sights(expert: Expert) -> list[Sight]:
    named = bool(expert.named)
    open_parts = ("fields", "skills", "languages", "windows", "percentage", "wanted_learning", "remote")
    closed_parts = ("title", "about", "home", "clearance")
    return [
        Sight(part="name", before=named),
        *(Sight(part=part, before=False) for part in closed_parts),
        *(Sight(part=part, before=True) for part in open_parts),
        Sight(part="county", before=True),
        Sight(part="kind", before=True),
    ]
