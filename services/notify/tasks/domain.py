"""The kinds of tasks: for whom, until when, and the request that does what the task asks for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.kit.ids import new_id
from services.kit.lists import Order
from services.notify.events.domain import Party, Recipient
from services.notify.stages.domain import reminders_of
from services.scheme.days import OSLO

NEVER = datetime(9000, 1, 1, tzinfo=UTC)  # when a task without a deadline expires
ENDORSEMENT_DAYS = 365  # what a ready-made endorsement suggests


class Slot(StrEnum):
    """A value that is filled into a ready-made call when the task is read."""

    TERMS_VERSION = "terms_version"
    A_YEAR_AHEAD = "a_year_ahead"


class Kind(StrEnum):
    ENDORSE_EXPERT = "endorse_expert"
    PROLONG_ENDORSEMENT = "prolong_endorsement"
    COMPLETE_PROFILE = "complete_profile"
    ANSWER_INVITATION = "answer_invitation"
    CONSIDER_APPLICATION = "consider_application"
    ANSWER_OFFER = "answer_offer"
    DECIDE_AS_EMPLOYEE = "decide_as_employee"
    DECIDE_AS_HOME = "decide_as_home"
    DECIDE_AS_HOST = "decide_as_host"
    FIND_COORDINATOR = "find_coordinator"
    SETTLE_AS_HOME = "settle_as_home"
    SETTLE_AS_HOST = "settle_as_host"
    AMEND_AS_EMPLOYEE = "amend_as_employee"
    AMEND_AS_HOME = "amend_as_home"
    AMEND_AS_HOST = "amend_as_host"
    ANSWER_TERMS_OF_OFFER = "answer_terms_of_offer"
    ANSWER_TERMS_AS_HOME = "answer_terms_as_home"
    ANSWER_TERMS_AS_HOST = "answer_terms_as_host"


NEGOTIATING = (Kind.ANSWER_TERMS_AS_HOME, Kind.ANSWER_TERMS_AS_HOST)
DECIDING = (Kind.DECIDE_AS_EMPLOYEE, Kind.DECIDE_AS_HOME, Kind.DECIDE_AS_HOST)
AMENDING = (Kind.AMEND_AS_EMPLOYEE, Kind.AMEND_AS_HOME, Kind.AMEND_AS_HOST)
SETTLING = (Kind.SETTLE_AS_HOME, Kind.SETTLE_AS_HOST)
ANSWERING = (Kind.ANSWER_INVITATION, Kind.ANSWER_OFFER, Kind.CONSIDER_APPLICATION, Kind.ANSWER_TERMS_OF_OFFER)


@dataclass(frozen=True, kw_only=True)
class Call:
    """A request that does what the task asks for; the path is below the origin.

    `{id}` in it is what the task is about, `{parent}` what that is a part of.
    """

    method: str
    path: str
    body: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class TaskRule:
    """What all tasks of a kind have in common.

    `due` is the event's code that holds the deadline. `party` is None for a task of whoever runs the scheme.
    """

    party: Party | None
    recipient: Recipient
    call: Call | None
    due: str | None = None


_AMENDMENT = "{parent}/amendments/{id}"  # below its placement


def _deciding(party: Party, recipient: Recipient, about: str = "{id}") -> TaskRule:
    body = {"decision": "approve", "terms_version": Slot.TERMS_VERSION}
    call = Call(method="POST", path=f"/placements/v1/placements/{about}/decisions", body=body)
    return TaskRule(party=party, recipient=recipient, call=call, due="decide_by")


def _negotiating(party: Party, recipient: Recipient, *, due: str) -> TaskRule:
    return TaskRule(party=party, recipient=recipient, call=None, due=due)  # yes or no: for people to choose


def _settling(party: Party, recipient: Recipient) -> TaskRule:
    call = Call(method="POST", path="/placements/v1/placements/{id}/settlement")
    return TaskRule(party=party, recipient=recipient, call=call, due="settle_by")


TASKS: Mapping[Kind, TaskRule] = {
    Kind.ENDORSE_EXPERT: TaskRule(
        party=Party.HOME,
        recipient=Recipient.HOME_COORDINATORS,
        call=Call(method="POST", path="/pool/v1/experts/{id}/endorsement", body={"valid_until": Slot.A_YEAR_AHEAD}),
    ),
    Kind.PROLONG_ENDORSEMENT: TaskRule(
        party=Party.HOME,
        recipient=Recipient.HOME_COORDINATORS,
        call=None,  # an endorsement is changed by whoever has read it (`If-Match`)
        due="valid_until",
    ),
    Kind.COMPLETE_PROFILE: TaskRule(
        party=Party.EMPLOYEE,
        recipient=Recipient.PERSON,
        call=Call(method="POST", path="/pool/v1/experts/{id}/submission"),
    ),
    Kind.ANSWER_INVITATION: TaskRule(
        party=Party.EMPLOYEE,
        recipient=Recipient.PERSON,
        call=Call(method="POST", path="/placements/v1/candidacies/{id}/interest"),
        due="answer_by",
    ),
    Kind.CONSIDER_APPLICATION: TaskRule(
        party=Party.HOST,
        recipient=Recipient.HOST_REQUESTERS,
        call=None,  # an offer's terms are for people to write
        due="answer_by",
    ),
    Kind.ANSWER_OFFER: TaskRule(
        party=Party.EMPLOYEE,
        recipient=Recipient.PERSON,
        call=Call(
            method="POST",
            path="/placements/v1/candidacies/{id}/acceptance",
            body={"terms_version": Slot.TERMS_VERSION},
        ),
        due="answer_by",
    ),
    Kind.DECIDE_AS_EMPLOYEE: _deciding(Party.EMPLOYEE, Recipient.PERSON),
    Kind.DECIDE_AS_HOME: _deciding(Party.HOME, Recipient.HOME_COORDINATORS),
    Kind.DECIDE_AS_HOST: _deciding(Party.HOST, Recipient.HOST_COORDINATORS),
    Kind.FIND_COORDINATOR: TaskRule(party=None, recipient=Recipient.ADMINS, call=None),
    Kind.SETTLE_AS_HOME: _settling(Party.HOME, Recipient.HOME_COORDINATORS),
    Kind.SETTLE_AS_HOST: _settling(Party.HOST, Recipient.HOST_COORDINATORS),
    Kind.AMEND_AS_EMPLOYEE: _deciding(Party.EMPLOYEE, Recipient.PERSON, _AMENDMENT),
    Kind.AMEND_AS_HOME: _deciding(Party.HOME, Recipient.HOME_COORDINATORS, _AMENDMENT),
    Kind.AMEND_AS_HOST: _deciding(Party.HOST, Recipient.HOST_COORDINATORS, _AMENDMENT),
    Kind.ANSWER_TERMS_OF_OFFER: _negotiating(Party.HOST, Recipient.HOST_REQUESTERS, due="answer_by"),
    Kind.ANSWER_TERMS_AS_HOME: _negotiating(Party.HOME, Recipient.HOME_COORDINATORS, due="decide_by"),
    Kind.ANSWER_TERMS_AS_HOST: _negotiating(Party.HOST, Recipient.HOST_REQUESTERS, due="decide_by"),
}


TAKING_ANSWERS = DECIDING + AMENDING  # they wait for all three parties


def kinds_of_party(party: Party) -> list[Kind]:
    """The kinds of tasks that the party's own decision closes."""
    return [kind for kind in TAKING_ANSWERS if TASKS[kind].party is party]


def due_of(rule: TaskRule, codes: Mapping[str, Any]) -> datetime | None:
    """The deadline in an event's codes, a moment or a day; a day lasts until its last minute in Norway."""
    value = codes.get(rule.due) if rule.due else None
    if value is None:
        return None
    if len(value) == len("2026-01-01"):
        return datetime.combine(date.fromisoformat(value), time(23, 59), OSLO)
    return datetime.fromisoformat(value)


def call_for(
    kind: Kind, *, subject: str, parent: str | None = None, terms_version: int | None, today: date
) -> Call | None:
    """The request that does what a task asks for; None where people have to write it."""
    call = TASKS[kind].call
    if call is None:
        return None
    filled = {
        Slot.TERMS_VERSION: terms_version,
        Slot.A_YEAR_AHEAD: str(today + timedelta(days=ENDORSEMENT_DAYS)),
    }
    body = None if call.body is None else {name: filled.get(value, value) for name, value in call.body.items()}
    return Call(method=call.method, path=call.path.format(id=subject, parent=parent), body=body)


def waiting_for(kind: Kind, *, is_open: bool, answered: Collection[Party]) -> list[Party]:
    """The parties whose answer is missing: the task's own party, and for a decision the other parties too."""
    if not is_open:
        return []
    if kind in TAKING_ANSWERS:
        return [party for party in Party if party not in answered]
    party = TASKS[kind].party
    return [] if party is None else [party]


@dataclass(kw_only=True)
class TaskState:
    """A task while events have their effect on it. `stored` is the version in the database, None for a new task."""

    id: UUID = field(default_factory=new_id)
    version: int = 1
    stored: int | None = None
    kind: str
    subject: str
    parent: str | None = None
    audience: str
    opened_at: datetime
    due: datetime | None = None
    terms_version: int | None = None
    reference: str | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def expires_at(self) -> datetime:
        """What lists go by: a task without a deadline comes last."""
        return self.due or NEVER

    @property
    def remind_at(self) -> datetime | None:
        """When the first reminder is due. One that was given before is not repeated."""
        return next(iter(reminders_of(self.opened_at, self.due)), None)


@dataclass(frozen=True, kw_only=True)
class WantedTasks:
    """Which tasks are asked for. None leaves nothing out."""

    order: Order = Order.OLDEST
    ids: tuple[UUID, ...] | None = None
    kinds: frozenset[Kind] | None = None
    closed_too: bool = False


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a party decided about the terms of a placement."""

    subject: str
    party: str
    decision: str
    terms_version: int
    at: datetime


@dataclass(kw_only=True)
class SubjectTasks:
    """All tasks about one thing, open and closed, and the parties' answers that events bring.

    Events change them in memory, in the events' order; `Tasks.save` then stores all changes at once.
    """

    subject: str
    tasks: list[TaskState] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)
    voids_earlier: bool = False

    def void_answers(self) -> None:
        """All answers so far count no more."""
        self.voids_earlier = True
        self.answers.clear()
        self._touch()

    def keep_answer(self, answer: Answer) -> None:
        """Keep a party's answer in the place of an earlier one."""
        self.answers[answer.party] = answer
        self._touch()

    def _touch(self) -> None:
        """Each task shows the answers, so each changes with them."""
        for task in self.tasks:
            task.version += 1

    def close(self, kinds: Collection[Kind], *, at: datetime, by: str) -> None:
        for task in self.tasks:
            if task.is_open and task.kind in kinds:
                task.closed_at, task.closed_by = at, by
                task.version += 1

    def find_open(self, kind: Kind, audience: str) -> TaskState | None:
        return next(
            (task for task in self.tasks if task.is_open and (task.kind, task.audience) == (kind, audience)), None
        )

    def find_last_due(self) -> datetime | None:
        """The deadline of the newest task that has one."""
        dues = [(task.opened_at, task.due) for task in self.tasks if task.due is not None]
        return max(dues)[1] if dues else None
