"""Everybody who may come to a route: each kind of caller, in each role, for each body, and those whose time is over."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from services.kit import clock
from services.kit.calls.peer import EventsPage
from services.scheme.services import SERVICES
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN, SERVICE_SCOPES, TOLL, USER_SCOPES, a_token

HOME, HOST, FORMER_HOST, UNRELATED = BAERUM, HUSBANKEN, TOLL, LANEKASSEN
ABSENT_BODY = "974760673"  # a good number that is of no body here
BODIES = {"home": HOME, "host": HOST, "former": FORMER_HOST, "unrelated": UNRELATED}
IMPLIED = {
    "nothing": [],
    "employee": ["employee"],
    "requester": ["employee", "requester"],
    "coordinator": ["coordinator", "employee", "requester"],
    "broker": ["broker", "employee"],
    "admin": ["admin", "employee"],
}


def an_id(n: int) -> str:
    return str(UUID(int=0x5CE7E << 64 | n))


SELF = an_id(1)  # the person that the scenes are about: an employee of the home body
LEFT, DISABLED, REMOVED, ENDED = an_id(2), an_id(3), an_id(4), an_id(5)


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Somebody with a token, or without. `void` says that no token of theirs is any good."""

    name: str
    kind: str  # person, machine, service, nobody; delegate: a person with a token for one decision
    sub: str = ""
    org: str | None = None
    roles: frozenset[str] = frozenset()
    void: bool = False
    claims: tuple[tuple[str, Any], ...] = field(default=(), compare=False)

    @property
    def stands(self) -> frozenset[str]:
        """How they stand to what the scenes are about: the person's affairs, the home's, the host's.

        "self" is the person, whoever they act for; "same" only where that is the home body.
        """
        if self.kind == "delegate":  # a placement of another scene is all they may know of
            return frozenset()
        bodies = {word for word, orgnr in BODIES.items() if orgnr == self.org}
        is_self = self.sub == SELF and self.kind == "person"
        same = {"self", "same"} if self.org == HOME else {"self"}
        return frozenset(bodies | {"any"} | (same if is_self else set()))

    def scopes(self) -> str:
        return SERVICE_SCOPES if self.kind == "service" else f"{USER_SCOPES} openid profile email"

    def headers(self, scope: str) -> dict[str, str]:
        return {} if self.kind == "nobody" else {"Authorization": f"Bearer {_token(self, scope, clock.now())}"}


@cache
def _token(caller: Caller, scope: str, _at: datetime) -> str:
    """Signed once for as long as the clock stands still."""
    spoken = {"sub": caller.sub, "org": caller.org, "roles": sorted(caller.roles), "scope": scope}
    return a_token(**{**spoken, "person": caller.kind in {"person", "delegate"}, **dict(caller.claims)})


def everybody(service: str) -> Iterator[Caller]:
    """All of them, as they come to one service."""
    yield Caller(name="nobody", kind="nobody", void=True)
    numbers = iter(range(100, 1000))
    for word, orgnr in BODIES.items():
        for role, roles in IMPLIED.items():
            yield _person(f"{role} of {word}", an_id(next(numbers)), orgnr, roles)
            yield _machine(f"{role} system of {word}", f"system-{word}-{role}", orgnr, roles)
    for role, roles in IMPLIED.items():
        yield _person(f"self as {role}", SELF, HOME, roles)
    yield _person("self for another body", SELF, UNRELATED, IMPLIED["employee"])
    yield _person("coordinator of no body", an_id(next(numbers)), None, IMPLIED["coordinator"])
    yield _delegate("coordinator who may decide once", an_id(8), HOME, IMPLIED["coordinator"])
    yield _delegate("self who may decide once", SELF, HOST, IMPLIED["employee"])
    yield from _whose_time_is_over()
    yield from _siblings(service)


def _person(name: str, sub: str, org: str | None, roles: list[str], **more: Any) -> Caller:
    return Caller(name=name, kind="person", sub=sub, org=org, roles=frozenset(roles), **more)


def _delegate(name: str, sub: str, org: str, roles: list[str]) -> Caller:
    detail = {
        "type": "ressurspool:decision",
        "org": org,
        "placement": an_id(9),
        "delegation": an_id(10),
        "by": an_id(11),
    }
    claims = (("authorization_details", [detail]),)
    return Caller(name=name, kind="delegate", sub=sub, org=org, roles=frozenset(roles), claims=claims)


def _machine(name: str, client_id: str, org: str, roles: list[str], **more: Any) -> Caller:
    claims = (("client_id", client_id),)
    return Caller(name=name, kind="machine", sub=client_id, org=org, roles=frozenset(roles), claims=claims, **more)


def _whose_time_is_over() -> Iterator[Caller]:
    """Former members and clients, with tokens that have not run out; and tokens for somebody else's ears."""
    for role in ("employee", "requester", "coordinator"):
        yield _person(f"former {role} of home", LEFT, HOME, IMPLIED[role], void=True)
        yield _person(f"former {role} of host", LEFT, HOST, IMPLIED[role], void=True)
    yield _person("disabled coordinator of home", DISABLED, HOME, IMPLIED["coordinator"], void=True)
    yield _machine("removed system of home", REMOVED, HOME, IMPLIED["coordinator"], void=True)
    session = (("sid", ENDED),)
    yield _person("logged out coordinator of home", an_id(6), HOME, IMPLIED["coordinator"], void=True, claims=session)
    elsewhere = (("aud", "somebody-else"),)
    yield _person("coordinator elsewhere", an_id(7), HOME, IMPLIED["coordinator"], void=True, claims=elsewhere)


def _siblings(service: str) -> Iterator[Caller]:
    """Every sibling, with a token for this service, for another one, and for the API, where it is a mere machine."""
    for name in SERVICES:
        other = next(sibling for sibling in SERVICES if sibling not in {service, name})
        for audience in (service, other):
            claims = (("client_id", name), ("aud", audience))
            fields: dict[str, Any] = {"sub": name, "claims": claims, "void": audience != service}
            yield Caller(name=f"{name} to {audience}", kind="service", **fields)
        yield Caller(name=f"{name} to the API", kind="machine", sub=name, claims=(("client_id", name),))


class Endings:
    """auth's feed, in which the members, the person, the client and the session above have come to their end."""

    def __init__(self, at: str) -> None:
        ended: list[tuple[str, str, str, str, dict[str, Any]]]
        ended = [("membership.ended", "m", LEFT, org, {"role": "coordinator"}) for org in (HOME, HOST)]
        ended.append(("person.disabled", DISABLED, DISABLED, HOME, {"memberships": []}))
        ended.append(("client.removed", "c", "", HOME, {"client_id": REMOVED}))
        ended.append(("session.ended", ENDED, an_id(6), HOME, {"reason": "by_person"}))
        self._told = [
            {
                "id": str(n),
                "type": kind,
                "subject": subject,
                "time": at,
                "position": f"e.{n}",
                "data": {"version": 1, "orgs": [org], "persons": [person], "codes": codes},
            }
            for n, (kind, subject, person, org, codes) in enumerate(ended, start=1)
        ]

    def events(self, *, after: str, limit: int, wait: float) -> EventsPage:
        start = len(self._told) if after == "now" else int(after.partition(".")[2])
        page = self._told[start : start + limit]
        return EventsPage(events=page, position=f"e.{start + len(page)}")
