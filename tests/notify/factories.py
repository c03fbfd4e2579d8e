"""Events as notify hears them, people, and the parts of a worker; all valid by default."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from services.kit import clock
from services.kit.database import Database
from services.kit.errors import PeerUnavailable
from services.kit.events.follower import EventData, ReceivedEvent
from services.kit.language import Language
from services.notify.domain import Letter
from services.notify.errors import ChannelUnavailable
from services.notify.followers import followers
from services.notify.peers import Contact, OrderedLetter, Peers
from services.notify.settings import NotifySettings
from services.notify.worker import Worker
from tests.support.callers import BAERUM, HUSBANKEN

HANDLERS = {kind: handler for follower in followers(NotifySettings()) for kind, handler in follower.handlers.items()}
ROLES = {
    "employee": ["employee"],
    "requester": ["employee", "requester"],
    "coordinator": ["coordinator", "employee", "requester"],
    "admin": ["admin", "employee"],
}


def an_event(
    kind: str,
    subject: str,
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


def hear(database: Database, *events: ReceivedEvent) -> None:
    for event in events:
        with database.write() as session:
            HANDLERS[event.type](session, event)


@dataclass(kw_only=True)
class Story:
    """One expert of Bærum, one need of Husbanken, and the events between them."""

    employee: str = field(default_factory=lambda: str(uuid4()))
    home: str = BAERUM
    host: str = HUSBANKEN
    expert: str = field(default_factory=lambda: str(uuid4()))
    need: str = field(default_factory=lambda: str(uuid4()))
    candidacy: str = field(default_factory=lambda: str(uuid4()))
    placement: str = field(default_factory=lambda: str(uuid4()))
    plan: str = field(default_factory=lambda: str(uuid4()))

    def event(self, kind: str, *, at: datetime | None = None, **codes: Any) -> ReceivedEvent:
        """An event of this story, with the codes its type always has."""
        about = kind.partition(".")[0]
        subject = {
            "expert": self.expert,
            "need": self.need,
            "candidacy": self.candidacy,
            "placement": self.placement,
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
        if about not in {"candidacy", "placement"}:
            return {}
        stay = {"need_id": self.need, "expert_id": self.expert, "home_org": self.home, "host_org": self.host}
        return stay if about == "candidacy" else {**stay, "candidacy_id": self.candidacy}

    def proposed(self, **codes: Any) -> ReceivedEvent:
        given = {"start": "2027-01-04", "end": "2027-03-31", "decide_by": "2026-12-20T11:00:00+00:00"}
        return self.event(
            "placement.proposed", **{**given, "terms_version": 1, "percentage": 100, "decided": ["employee"], **codes}
        )

    def decided(self, party: str, *, decision: str = "approve", terms_version: int = 1) -> ReceivedEvent:
        return self.event("placement.decided", party=party, decision=decision, terms_version=terms_version)


def member(database: Database, role: str, org: str, *, person_id: str | None = None, at: datetime | None = None) -> str:
    """Somebody auth says has a role; the person's id."""
    person_id = person_id or str(uuid4())
    granted = an_event(
        "membership.granted", str(uuid4()), orgs=[org], persons=[person_id], at=at, role=role, roles=ROLES[role]
    )
    hear(database, granted)
    return person_id


class KnownPeople(Peers):
    """auth, as far as the worker asks it: everybody is known, in one language, unless it is away."""

    def __init__(self, *, language: Language = Language.NB, away: bool = False, unknown: bool = False) -> None:
        self.language, self.away, self.unknown = language, away, unknown

    def find_contact(self, person_id: str) -> Contact | None:
        if self.away:
            raise PeerUnavailable(peer="auth")
        if self.unknown:
            return None
        return Contact(name="HR-koordinator", email=f"{person_id}@kommune.example", language=self.language)

    def find_letter(self, letter_id: str) -> OrderedLetter | None:
        if self.away:
            raise PeerUnavailable(peer="auth")
        if self.unknown:
            return None
        link, ends = f"http://localhost:8000/oauth/links?token={letter_id}", clock.now() + timedelta(days=14)
        return OrderedLetter(
            purpose="invitation",
            email="kollega@husbanken.example",
            language=self.language,
            body="Husbanken",
            link=link,
            expires_at=ends,
        )


class Kept:
    """A channel that keeps what it is given, each delivery once, as a good channel does."""

    def __init__(self, *, failures: int = 0) -> None:
        self.letters: list[Letter] = []
        self.failures = failures

    def send(self, letter: Letter) -> None:
        if self.failures > 0:
            self.failures -= 1
            raise ChannelUnavailable()
        if letter.delivery_id not in {kept.delivery_id for kept in self.letters}:
            self.letters.append(letter)


def a_worker(channel: Any = None, peers: Peers | None = None) -> Worker:
    return Worker(peers=peers or KnownPeople(), channel=channel or Kept(), origin="http://localhost:8000")
