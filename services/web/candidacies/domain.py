"""Whose side a reader is on, what comes next, what an offer begins with, and how it differs from what was asked for."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from ressurspool.client.cases import Candidacy
from ressurspool.client.needs import Need
from ressurspool.client.pool import Expert
from services.scheme.months import last_day

EMPLOYEE, HOST, HOME = "employee", "host", "home"
OPEN = ("applied", "invited", "interested", "offered", "reserve")
_COLORS = {"offered": "info", "accepted": "success", "invited": "info"}
SOON = timedelta(days=3)


class Act(StrEnum):
    """An answer that is asked about on a page of its own before it is given."""

    INTEREST = "interest"
    ACCEPTANCE = "acceptance"
    DECLINE = "decline"
    WITHDRAWAL = "withdrawal"

    @property
    def verb(self) -> str:
        """The API's word for it among the legal ones."""
        return {"acceptance": "accept", "withdrawal": "withdraw"}.get(self.value, self.value)


def side_of(candidacy: Candidacy, *, org: str, mine: Expert | None) -> str:
    """The side on which somebody reads it who acts for a body, and whose own profile is `mine`."""
    if mine is not None and mine.id == candidacy.expert_id:
        return EMPLOYEE
    return HOST if candidacy.host_org == org else HOME


def color_of(state: str) -> str:
    return _COLORS.get(state, "neutral")


def next_word(candidacy: Candidacy, side: str) -> str:
    """The name of the text on what comes next."""
    state = candidacy.state if candidacy.state in (*OPEN, "accepted") else "over"
    proposal = candidacy.terms_proposal
    if state == "offered" and proposal is not None and proposal.state == "proposed":
        state = "proposed"
    return f"next_{state}_{side if side == HOST else EMPLOYEE}"


def is_soon(at: datetime | None, now: datetime) -> bool:
    return at is not None and at - now < SOON


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One line of an offer beside what the employee offers and the need asks for."""

    name: str
    offered: str
    mine: str
    asked: str
    differs: list[str]  # codes of deviations


def compared(
    candidacy: Candidacy, *, expert: Expert | None, need: Need | None, day: Callable[[date | None], str], months: str
) -> list[Compared]:
    """`months` is the word for them; `day` writes a day."""
    terms = candidacy.terms
    if terms is None:
        return []
    windows = "; ".join(f"{day(one.start)} – {day(one.end)}" for one in expert.windows) if expert else ""
    start = f"{day(need.earliest_start)} – {day(need.latest_start)}" if need else ""
    return [
        Compared(
            name="start", offered=day(terms.start), mine=windows, asked=start, differs=_codes(candidacy, {"start"})
        ),
        Compared(
            name="end",
            offered=day(terms.end),
            mine="",
            asked=f"{need.months} {months}" if need else "",
            differs=_codes(candidacy, {"end"}),
        ),
        Compared(
            name="percentage",
            offered=f"{terms.percentage} %",
            mine=f"{expert.percentage} %" if expert and expert.percentage is not None else "",
            asked=f"{need.percentage} %" if need else "",
            differs=_codes(candidacy, {"percentage"}),
        ),
    ]


def _codes(candidacy: Candidacy, names: Collection[str]) -> list[str]:
    pointers = {f"/terms/{name}" for name in names}
    return [one.code for one in candidacy.deviations or [] if one.pointer in pointers]


def first_offer(need: Need, expert: Expert | None, *, place: str, today: date) -> dict[str, object]:
    """What an offer's form begins with: the need's own terms, as early as the employee can."""
    windows = sorted((one.start, one.end) for one in expert.windows) if expert else []
    start = max(need.earliest_start, today)
    for first, last in windows:
        begins = max(start, first)
        if begins <= need.latest_start and last_day(begins, months=need.months) <= last:
            start = begins
            break
    most = expert.percentage if expert and expert.percentage is not None else need.percentage
    return {
        "start": start,
        "end": last_day(start, months=need.months),
        "percentage": min(need.percentage, most),
        "place": place,
        "tasks": need.description,
        "employer": "home",
    }
