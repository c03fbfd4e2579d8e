"""The people of a journey: they accept invitations, log in by the real form, and have a client each."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import TypeVar

import httpx

from ressurspool.client.api import Client
from ressurspool.client.auth import Acceptance, InvitationDraft
from ressurspool.client.cases import NewTerms
from ressurspool.client.http import http_client
from ressurspool.client.login import Login, login_with_form
from ressurspool.client.needs import Need, NewNeed
from ressurspool.client.pool import EndorsementDraft, Expert, SignUp
from ressurspool.client.programs import MemberRole
from ressurspool.client.words import FieldLevel, Period
from ressurspool.ops.stack import Stack
from services.auth.invitations.service import bootstrap_coordinator
from services.auth.settings import AuthSettings
from services.auth.tables import Table
from services.kit import clock
from services.kit.data.database import Database

PASSWORD = "en lang setning som ingen gjetter"
BAERUM, HUSBANKEN, LANEKASSEN = "935478715", "942114184", "960885406"
HOME, HOST, OTHER_HOST = BAERUM, HUSBANKEN, LANEKASSEN
_numbers = count(1)

T = TypeVar("T")


@dataclass
class Actor:
    """Somebody who acts for a body through a client of their own. `writes` counts what they changed, `calls` all."""

    origin: str
    email: str
    orgnr: str
    writes: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    _login: Login | None = None

    def __post_init__(self) -> None:
        hooks = {"request": [self._count]}
        http = http_client(seconds=10, event_hooks=hooks)
        self.client = Client(self.origin, token=self.token, http=http, patience=30)

    def token(self) -> str:
        """A live token; logs in where there is none."""
        if self._login is None or not self._login.live:
            self._login = login_with_form(self.origin, self.email, PASSWORD, self.orgnr)
        return self._login.access_token

    def log_out(self) -> None:
        self._login = None

    def _count(self, request: httpx.Request) -> None:
        self.calls.append(f"{request.method} {request.url.path}")
        if request.method != "GET":
            self.writes.append(request.headers.get("Idempotency-Key", request.url.path))


class Cast:
    """Everybody, made when first asked for; coordinators and requesters are shared, employees are new each time."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self._coordinators: dict[str, Actor] = {}
        self._actors: list[Actor] = []

    def coordinator(self, orgnr: str) -> Actor:
        if orgnr not in self._coordinators:
            self._coordinators[orgnr] = self._accepted(self._bootstrapped(orgnr), "HR-koordinator", orgnr)
        return self._coordinators[orgnr]

    def new(self, role: MemberRole, orgnr: str) -> Actor:
        """Somebody nobody has met, in a role of a body."""
        email = f"{role}-{next(_numbers)}@{orgnr}.example"
        invited = self.coordinator(orgnr).client.auth.invite(InvitationDraft(email=email, role=role, hand_over=True))
        assert invited.token is not None
        return self._accepted((email, invited.token), role.capitalize(), orgnr)

    def log_out(self) -> None:
        """Everybody throws their token away, and logs in anew when one is needed."""
        for actor in self._actors:
            actor.log_out()

    def close(self) -> None:
        for actor in self._actors:
            actor.client.close()

    def _bootstrapped(self, orgnr: str) -> tuple[str, str]:
        email = f"hr@{orgnr}.example"
        database = Database(self.stack.databases["auth"], Table.metadata, connections=2)
        with database.write() as session:
            invited = bootstrap_coordinator(session, orgnr, email, settings=AuthSettings())
        database.close()
        return email, invited.token or ""

    def _accepted(self, invitation: tuple[str, str], name: str, orgnr: str) -> Actor:
        email, token = invitation
        with Client(self.stack.origin, patience=30) as nobody:
            nobody.auth.accept_invitation(Acceptance(token=token, name=f"{name}, {orgnr}", password=PASSWORD))
        actor = Actor(self.stack.origin, email, orgnr)
        self._actors.append(actor)
        return actor


def until(found: Callable[[], T], *, seconds: float = 30, what: str = "it") -> T:
    """What `found` gives as soon as that is true."""
    ends = time.monotonic() + seconds
    while True:
        result = found()
        if result:
            return result
        assert time.monotonic() < ends, f"waited {seconds} s for {what}"
        time.sleep(0.05)


def days_from_now(days: int) -> date:
    return clock.today() + timedelta(days=days)


def a_sign_up(**changes: object) -> SignUp:
    window = Period(start=days_from_now(0), end=days_from_now(365))
    fields = [FieldLevel(field="service-design", level=3)]
    given = {
        "name": "Tjenestedesigner, Bærum kommune",
        "title": "Tjenestedesigner",
        "fields": fields,
        "windows": [window],
    }
    return SignUp.model_validate(given | {"percentage": 100, "submit": True} | changes)


def a_need(**changes: object) -> NewNeed:
    given = {
        "title": "Sammenhengende tjenester for barn og unge",
        "description": "0–24-samarbeidet trenger en tjenestedesigner i to måneder.",
        "fields": [FieldLevel(field="service-design", level=2)],
        "earliest_start": days_from_now(20),
        "latest_start": days_from_now(60),
        "months": 2,
        "percentage": 100,
        "remote": True,
        "publish": True,
    }
    return NewNeed.model_validate(given | changes)


def terms(**changes: object) -> NewTerms:
    start = days_from_now(30).replace(day=1) + timedelta(days=31)
    start = start.replace(day=1)
    end = (start + timedelta(days=62)).replace(day=1) - timedelta(days=1)
    given = {"start": start, "end": end, "percentage": 100, "place": "Drammen", "tasks": "Tjenestereise og prototyper"}
    return NewTerms.model_validate(given | changes)


def endorsed(cast: Cast, employee: Actor, **changes: object) -> Expert:
    """A profile the home agency has said yes to."""
    expert = employee.client.pool.sign_up(a_sign_up(**changes))
    return cast.coordinator(employee.orgnr).client.pool.endorse(
        expert.id, EndorsementDraft(valid_until=days_from_now(400), max_months=3)
    )


def published(cast: Cast, orgnr: str = HOST, **changes: object) -> Need:
    return cast.coordinator(orgnr).client.needs.post(a_need(**changes))
