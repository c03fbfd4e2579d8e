"""What tasks there are: whose, until when, and the request that does what is asked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

ENDORSEMENT_DAYS = 365  # what a ready-made endorsement suggests
NORWAY = ZoneInfo("Europe/Oslo")


class Party(StrEnum):
    HOME = "home"
    HOST = "host"
    EMPLOYEE = "employee"


class Audience(StrEnum):
    """Whom an event concerns, as seen from the event."""

    PERSON = "person"
    HOME_COORDINATORS = "home_coordinators"
    HOST_COORDINATORS = "host_coordinators"
    ADMINS = "admins"  # of the whole scheme
    HOST_REQUESTERS = "host_requesters"  # coordinators included: their role implies it


class Slot(StrEnum):
    """What is filled into a ready-made call when the task is read."""

    TERMS_VERSION = "terms_version"
    A_YEAR_AHEAD = "a_year_ahead"


class Kind(StrEnum):
    ENDORSE_EXPERT = "endorse_expert"
    COMPLETE_PROFILE = "complete_profile"
    ANSWER_INVITATION = "answer_invitation"
    CONSIDER_APPLICATION = "consider_application"
    ANSWER_OFFER = "answer_offer"
    DECIDE_AS_EMPLOYEE = "decide_as_employee"
    DECIDE_AS_HOME = "decide_as_home"
    DECIDE_AS_HOST = "decide_as_host"
    FIND_COORDINATOR = "find_coordinator"


DECIDING = (Kind.DECIDE_AS_EMPLOYEE, Kind.DECIDE_AS_HOME, Kind.DECIDE_AS_HOST)
ANSWERING = (Kind.ANSWER_INVITATION, Kind.ANSWER_OFFER, Kind.CONSIDER_APPLICATION)


@dataclass(frozen=True, kw_only=True)
class Call:
    """A request that does what the task asks for; the path is below the origin."""

    method: str
    path: str
    body: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class TaskRule:
    """What every task of a kind has in common. `due` is the event's code that holds the deadline.

    A task of whoever runs the scheme is no party's.
    """

    party: Party | None
    audience: Audience
    call: Call | None
    due: str | None = None


def _deciding(party: Party, audience: Audience) -> TaskRule:
    body = {"decision": "approve", "terms_version": Slot.TERMS_VERSION}
    call = Call(method="POST", path="/placements/v1/placements/{id}/decisions", body=body)
    return TaskRule(party=party, audience=audience, call=call, due="decide_by")


TASKS: Mapping[Kind, TaskRule] = {
    Kind.ENDORSE_EXPERT: TaskRule(
        party=Party.HOME,
        audience=Audience.HOME_COORDINATORS,
        call=Call(method="POST", path="/pool/v1/experts/{id}/endorsement", body={"valid_until": Slot.A_YEAR_AHEAD}),
    ),
    Kind.COMPLETE_PROFILE: TaskRule(
        party=Party.EMPLOYEE,
        audience=Audience.PERSON,
        call=Call(method="POST", path="/pool/v1/experts/{id}/submission"),
    ),
    Kind.ANSWER_INVITATION: TaskRule(
        party=Party.EMPLOYEE,
        audience=Audience.PERSON,
        call=Call(method="POST", path="/placements/v1/candidacies/{id}/interest"),
        due="answer_by",
    ),
    Kind.CONSIDER_APPLICATION: TaskRule(
        party=Party.HOST,
        audience=Audience.HOST_REQUESTERS,
        call=None,  # an offer's terms are for people to write
        due="answer_by",
    ),
    Kind.ANSWER_OFFER: TaskRule(
        party=Party.EMPLOYEE,
        audience=Audience.PERSON,
        call=Call(
            method="POST",
            path="/placements/v1/candidacies/{id}/acceptance",
            body={"terms_version": Slot.TERMS_VERSION},
        ),
        due="answer_by",
    ),
    Kind.DECIDE_AS_EMPLOYEE: _deciding(Party.EMPLOYEE, Audience.PERSON),
    Kind.DECIDE_AS_HOME: _deciding(Party.HOME, Audience.HOME_COORDINATORS),
    Kind.DECIDE_AS_HOST: _deciding(Party.HOST, Audience.HOST_COORDINATORS),
    Kind.FIND_COORDINATOR: TaskRule(party=None, audience=Audience.ADMINS, call=None),
}


KIND_OF_PARTY: Mapping[Party | None, Kind] = {TASKS[kind].party: kind for kind in DECIDING}


def day_of(at: datetime) -> date:
    """The day it is in Norway at that moment."""
    return at.astimezone(NORWAY).date()


def due_of(rule: TaskRule, codes: Mapping[str, Any]) -> datetime | None:
    """The deadline an event names, a moment or a day; a day lasts until its last minute in Norway."""
    value = codes.get(rule.due) if rule.due else None
    if value is None:
        return None
    if len(value) == len("2026-01-01"):
        return datetime.combine(date.fromisoformat(value), time(23, 59), NORWAY)
    return datetime.fromisoformat(value)


def call_for(kind: Kind, *, subject: str, terms_version: int | None, today: date) -> Call | None:
    """The request that does what a task asks for; None where no request can be made ready."""
    call = TASKS[kind].call
    if call is None:
        return None
    filled = {
        Slot.TERMS_VERSION: terms_version,
        Slot.A_YEAR_AHEAD: str(today + timedelta(days=ENDORSEMENT_DAYS)),
    }
    body = None if call.body is None else {name: filled.get(value, value) for name, value in call.body.items()}
    return Call(method=call.method, path=call.path.format(id=subject), body=body)


def waiting_for(kind: Kind, *, is_open: bool, answered: Collection[Party]) -> list[Party]:
    """Whose answer is still missing: one's own, and for a decision the other parties'."""
    if not is_open:
        return []
    if kind in DECIDING:
        return [party for party in Party if party not in answered]
    party = TASKS[kind].party
    return [] if party is None else [party]
