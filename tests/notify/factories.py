"""Events as notify receives them, the people they concern, and letters; all valid by default."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.data.database import Database
from services.kit.events.follower import EventData, ReceivedEvent
from services.notify.deliveries.domain import Letter
from services.notify.events.domain import IncomingEvent
from services.notify.followers import followers
from services.notify.settings import NotifySettings
from tests.support.callers import BAERUM, HUSBANKEN

FOLLOWERS = followers(NotifySettings(quiet_hours=False))  # whatever the hour is while tests run
ROLES = {  # what each role implies
    "employee": ["employee"],
    "requester": ["employee", "requester"],
    "coordinator": ["coordinator", "employee", "requester"],
    "admin": ["admin", "employee"],
}


def an_event(
    kind: str,
    subject: str,
    /,
    *,
    orgs: Sequence[str] = (),
    persons: Sequence[str] = (),
    at: datetime | None = None,
    **codes: Any,
) -> ReceivedEvent:
    return ReceivedEvent(
        id=str(uuid4()),
        type=kind,
        subject=subject,
        time=(at or clock.now()).isoformat(),
        position="e.1",
        data=EventData(version=1, orgs=list(orgs), persons=list(persons), codes=codes),
    )


def handle(database: Database, *events: ReceivedEvent) -> None:
    """Have each event handled as the followers do, in a transaction of its own."""
    for event in events:
        with database.write() as session:
            take_effect(session, event)


def take_effect(session: Session, *events: ReceivedEvent) -> None:
    """Have events of one kind handled in this transaction."""
    (follower,) = (follower for follower in FOLLOWERS if follower.handles(events[0].type))
    follower.handle(session, events)


@dataclass(kw_only=True)
class Story:
    """An expert of Bærum, a need of Husbanken, and the events about them."""

    employee: str = field(default_factory=lambda: str(uuid4()))
    home: str = BAERUM
    host: str = HUSBANKEN
    expert: str = field(default_factory=lambda: str(uuid4()))
    need: str = field(default_factory=lambda: str(uuid4()))
    candidacy: str = field(default_factory=lambda: str(uuid4()))
    placement: str = field(default_factory=lambda: str(uuid4()))
    amendment: str = field(default_factory=lambda: str(uuid4()))
    plan: str = field(default_factory=lambda: str(uuid4()))

    def event(self, kind: str, /, *, at: datetime | None = None, **codes: Any) -> ReceivedEvent:
        """An event of this story, with the codes its type always has."""
        about = kind.partition(".")[0]
        subject = {
            "expert": self.expert,
            "need": self.need,
            "candidacy": self.candidacy,
            "placement": self.placement,
            "amendment": self.amendment,
            "opportunity": self.need,
            "plan": self.plan,
        }[about]
        orgs = {"expert": [self.home], "need": [self.host], "opportunity": [], "plan": [self.host]}.get(
            about, [self.home, self.host]
        )
        return an_event(kind, subject, orgs=orgs, persons=[self.employee], at=at, **self._codes(kind), **codes)

    def _codes(self, kind: str) -> dict[str, Any]:
        about = kind.partition(".")[0]
        if about == "opportunity":
            return {"need_id": self.need, "expert_id": self.expert}
        if about not in {"candidacy", "placement", "amendment"}:
            return {}
        stay = {"need_id": self.need, "expert_id": self.expert, "home_org": self.home, "host_org": self.host}
        if about == "candidacy":
            return stay
        of_stay = {**stay, "candidacy_id": self.candidacy}
        return of_stay if about == "placement" else {**of_stay, "placement_id": self.placement}

    def proposed(self, **codes: Any) -> ReceivedEvent:
        given = {"start": "2027-01-04", "end": "2027-03-31", "decide_by": "2026-12-20T11:00:00+00:00"}
        return self.event(
            "placement.proposed", **{**given, "terms_version": 1, "percentage": 100, "decided": ["employee"], **codes}
        )

    def decided(self, party: str, *, decision: str = "approve", terms_version: int = 1) -> ReceivedEvent:
        return self.event("placement.decided", party=party, decision=decision, terms_version=terms_version)


def member(database: Database, role: str, org: str, *, person_id: str | None = None, at: datetime | None = None) -> str:
    """The id of a person whom an event of auth has given a role in a body."""
    person_id = person_id or str(uuid4())
    granted = an_event(
        "membership.granted", str(uuid4()), orgs=[org], persons=[person_id], at=at, role=role, roles=ROLES[role]
    )
    handle(database, granted)
    return person_id


def absence_announced(
    who: str, *, days: int = 14, starts_in: int = 0, org: str = BAERUM, subject: str = ""
) -> ReceivedEvent:
    """auth's event that a person will be away from a body."""
    start = clock.today() + timedelta(days=starts_in)
    end, absence = str(start + timedelta(days=days)), subject or str(uuid4())
    return an_event("absence.announced", absence, orgs=[org], persons=[who], start=str(start), end=end)


def absence_withdrawn(absence: ReceivedEvent) -> ReceivedEvent:
    """auth's event that an announced absence is off."""
    data = absence.data
    return an_event("absence.withdrawn", absence.subject, orgs=data.orgs, persons=data.persons, **data.codes)


def an_incoming_event(**changes: Any) -> IncomingEvent:
    given: dict[str, Any] = {
        "event_id": "e",
        "type": "placement.agreed",
        "subject": "s",
        "at": datetime(2026, 11, 23, 10, tzinfo=UTC),
    }
    return IncomingEvent(**{**given, "person": "p", "home": "935478715", "host": "942114184", **changes})


def a_letter(**changes: object) -> Letter:
    given: dict[str, object] = {"delivery_id": uuid4(), "to": "hr@kommune.example", "name": "Rådgiver"}
    given |= {"subject": "En profil venter på anbefaling", "text": "Hei!\n\nBlåbær og tørrfisk.\n", "language": "nb"}
    return Letter(**{**given, **changes})  # type: ignore[arg-type]  # a dictionary of changes has no types
