"""The goals that are measured, and the arithmetic of our number, the peer's and their ratio."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from benchmarks.engines import ENGINES, POSTGRESQL, SQLITE


class Bound(StrEnum):
    AT_LEAST = "≥"
    AT_MOST = "≤"


@dataclass(frozen=True, kw_only=True)
class Goal:
    """What is promised: the ratio of ours to the peer's, at least or at most `limit`.

    Where the promise is an absolute one, the peer's value is that number, and the ratio at most 1.
    """

    id: str
    what: str
    unit: str
    bound: Bound
    limit: float

    def holds(self, ratio: float) -> bool:
        return ratio >= self.limit if self.bound is Bound.AT_LEAST else ratio <= self.limit


@dataclass(frozen=True, kw_only=True)
class Measured:
    """The rounds of one run: pairs of our number and the peer's, measured right after each other."""

    goal: Goal
    rounds: Sequence[tuple[float, float]]

    @property
    def ours(self) -> float:
        return median(ours for ours, _ in self.rounds)

    @property
    def peers(self) -> float:
        return median(peers for _, peers in self.rounds)

    @property
    def ratio(self) -> float:
        """The median of the rounds' ratios: noise that hits a whole round cancels out."""
        return median(ours / peers for ours, peers in self.rounds)

    @property
    def verdict(self) -> str:
        return "ok" if self.goal.holds(self.ratio) else "short"


def _read(what: str, peer: str, limits: Mapping[str, float]) -> Mapping[str, Goal]:
    """By engine."""
    return {
        engine: Goal(
            id="P7", what=f"{what}, {engine}; hello-world `{peer}`", unit="/s", bound=Bound.AT_LEAST, limit=limit
        )
        for engine, limit in limits.items()
    }


def _grown(what: str) -> Goal:
    return Goal(id="P10", what=f"{what}, 1M experts; 1k", unit="ms", bound=Bound.AT_MOST, limit=1.2)


def _absolute(goal_id: str, what: str, unit: str) -> Goal:
    return Goal(id=goal_id, what=f"{what}; the goal", unit=unit, bound=Bound.AT_MOST, limit=1.0)


def _rate(goal_id: str, what: str, unit: str = "/s") -> Goal:
    return Goal(id=goal_id, what=f"{what}; the goal", unit=unit, bound=Bound.AT_LEAST, limit=1.0)


TO_DEF, TO_ASYNC = {SQLITE: 0.4, POSTGRESQL: 0.35}, {SQLITE: 0.2, POSTGRESQL: 0.2}
PROFILE_TO_DEF, PROFILE_TO_ASYNC = (
    _read("read one's profile", "def", TO_DEF),
    _read("read one's profile", "async def", TO_ASYNC),
)
NEED_TO_DEF, NEED_TO_ASYNC = _read("read a need", "def", TO_DEF), _read("read a need", "async def", TO_ASYNC)
READS = (PROFILE_TO_DEF, PROFILE_TO_ASYNC, NEED_TO_DEF, NEED_TO_ASYNC)
TOKEN_CHECK = Goal(id="P7", what="token check; bare RS256", unit="µs", bound=Bound.AT_MOST, limit=3.0)
NAMED_READ = Goal(id="P7", what="read a candidacy with names, p50; without", unit="ms", bound=Bound.AT_MOST, limit=30.0)
NAMED_AWAY = _absolute("P7", "read with names, pool silent", "s")
PROFILE_GROWN = _grown("read one's profile")
BROWSE_GROWN = _grown("browse a page")
HOME_LIST_GROWN = _grown("list one's own agency")
RANKABLE_P50 = _absolute("P8", "endorsed to rankable, p50", "ms")
RANKABLE_P99 = _absolute("P8", "endorsed to rankable, p99", "ms")
START = _absolute("P9", "six services ready from cold", "s")
UP = _absolute("P9", "up from cold, with the demo's data", "s")
MEMORY = _absolute("P9", "their memory together (PSS)", "MB")
IDLE = _absolute("P9", "of a core, while nobody asks", "core")
AUTH_MEMORY = _absolute("P9", "auth's memory after 1,000 logins", "MB")

JOB_CPU = {engine: _absolute("P11", f"CPU of a main job in all services, {engine}", "ms") for engine in ENGINES}
JOB_RATE = {engine: _rate("P11", f"main jobs, four at once, {engine}") for engine in ENGINES}
EVENTS_WITHOUT_EFFECT = _rate("P12", "events passed that nobody handles")
EVENTS_WITH_EFFECTS = _rate("P12", "events applied, notifying of each")
MAILS_DRAINED = _rate("P12", "events mailed by SMTP, SQLite")
TO_INBOX = _absolute("P12", "an event to the inbox at 40/s, p99", "s")
TO_MAIL_SERVER = _absolute("P12", "an event to the mail server at 40/s, p99", "s")
AUDIT_WALK = _absolute("P13", "audit verify of 1M rows, SQLite", "s")
DAY_RATE = {
    engine: Goal(
        id="P14",
        what=f"a day's mix, p99 < 250 ms, none refused, {engine}; hello world `def`",
        unit="/s",
        bound=Bound.AT_LEAST,
        limit=0.08,
    )
    for engine in ENGINES
}

GOALS = (
    *(goal[engine] for engine in ENGINES for goal in READS),
    TOKEN_CHECK,
    NAMED_READ,
    NAMED_AWAY,
    RANKABLE_P50,
    RANKABLE_P99,
    START,
    UP,
    MEMORY,
    IDLE,
    AUTH_MEMORY,
    PROFILE_GROWN,
    BROWSE_GROWN,
    HOME_LIST_GROWN,
    *(goal for engine in ENGINES for goal in (JOB_CPU[engine], JOB_RATE[engine])),
    EVENTS_WITHOUT_EFFECT,
    EVENTS_WITH_EFFECTS,
    MAILS_DRAINED,
    TO_INBOX,
    TO_MAIL_SERVER,
    AUDIT_WALK,
)
