"""Decides, from each service's table of permissions, whether a caller may use a route on a thing."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from services.kit.errors import NotFound, NotPermitted, PersonRequired, Unauthenticated
from services.kit.maskinporten import Maskinporten
from services.kit.standing import Standing
from services.kit.tokens import API_AUDIENCE, Claims, Verifier, kid_of


class Role(StrEnum):
    """Roles within a public body, and across bodies (broker, admin)."""

    EMPLOYEE = "employee"
    REQUESTER = "requester"
    COORDINATOR = "coordinator"
    BROKER = "broker"
    ADMIN = "admin"


class Relation(StrEnum):
    """How a caller stands to a thing. No relation at all: the thing does not exist for the caller."""

    SELF = "self"
    HOME = "home"
    HOST = "host"
    READER = "reader"  # may see it as anybody of the roles may: an open need, a pseudonymous profile


class Kind(StrEnum):
    PERSON = "person"
    MACHINE = "machine"
    SERVICE = "service"


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Who asks, for which public body, through which client. `bearer` is passed on to peers."""

    kind: Kind
    sub: str
    client_id: str
    org: str | None
    roles: frozenset[str]
    scopes: frozenset[str]
    bearer: str
    sid: str | None = None  # of the login the token hangs on

    @classmethod
    def of(cls, claims: Claims, bearer: str) -> "Caller":
        kind = Kind.SERVICE if claims.aud != API_AUDIENCE else Kind.PERSON if claims.person else Kind.MACHINE
        roles, scopes = frozenset(claims.roles), frozenset(claims.scope.split())
        return cls(
            kind=kind,
            sub=claims.sub,
            client_id=claims.client_id,
            org=claims.org,
            roles=roles,
            scopes=scopes,
            bearer=bearer,
            sid=claims.sid,
        )

    @property
    def key(self) -> str:
        """One string that tells this caller from every other; scopes idempotency keys."""
        return f"{self.client_id}|{self.sub}|{self.org or ''}"


@dataclass(frozen=True, kw_only=True)
class Grant:
    """One way to be permitted: of a kind, with a scope, in a role, standing in a relation."""

    kinds: frozenset[Kind]
    scope: str
    role: Role | None = None
    relation: Relation | None = None

    def admits(self, caller: Caller, *, kind: Kind | None = None) -> bool:
        in_role = self.role is None or (self.role in caller.roles and caller.org is not None)
        return (kind or caller.kind) in self.kinds and self.scope in caller.scopes and in_role


@dataclass(frozen=True)
class Permission:
    grants: tuple[Grant, ...]
    prompt: bool = False  # refused while it is not known what auth told in the last few seconds

    def __or__(self, other: "Permission") -> "Permission":
        return Permission(self.grants + other.grants, self.prompt or other.prompt)

    def open_to(self, caller: Caller) -> tuple[Grant, ...]:
        """The grants that fit the caller, whatever the thing. Raises NotPermitted, or PersonRequired, without any."""
        fitting = tuple(grant for grant in self.grants if grant.admits(caller))
        if fitting:
            return fitting
        if caller.kind is Kind.MACHINE and any(Kind.PERSON in grant.kinds for grant in self.grants):
            if not any(Kind.MACHINE in grant.kinds for grant in self.grants):
                raise PersonRequired()
        raise NotPermitted()


AccessTable = Mapping[str, Permission]


def people(role: Role, *, scope: str, relation: Relation | None = None) -> Permission:
    """A person in that role: for what is endorsed, decided or signed, and for one's own affairs."""
    return Permission((Grant(kinds=frozenset({Kind.PERSON}), scope=scope, role=role, relation=relation),))


def callers(role: Role, *, scope: str, relation: Relation | None = None) -> Permission:
    """A person in that role, or an agency's machine that was given it: for what is read or prepared."""
    kinds = frozenset({Kind.PERSON, Kind.MACHINE})
    return Permission((Grant(kinds=kinds, scope=scope, role=role, relation=relation),))


def machines(*, scope: str, relation: Relation | None = None) -> Permission:
    return Permission((Grant(kinds=frozenset({Kind.MACHINE}), scope=scope, relation=relation),))


def services(*, scope: str) -> Permission:
    """A sibling service with its own token for this audience."""
    return Permission((Grant(kinds=frozenset({Kind.SERVICE}), scope=scope),))


def prompt(permission: Permission) -> Permission:
    """For decisions and reads of profiles: a role lost a few seconds ago must count already."""
    return replace(permission, prompt=True)


async def authenticated(request: Request) -> Caller:
    """The caller of a verified token. Raises Unauthenticated; Unavailable where keys cannot be had."""
    if not hasattr(request.state, "caller"):
        sent = request.headers.getlist("Authorization")
        scheme, _, token = sent[0].partition(" ") if len(sent) == 1 else ("", "", "")  # which of two would be a guess
        if scheme.lower() != "bearer" or not token:
            raise Unauthenticated()
        request.state.caller = Caller.of(await _verified(request, token), token)
    caller: Caller = request.state.caller
    return caller


async def _verified(request: Request, token: str) -> Claims:
    maskinporten: Maskinporten | None = request.app.state.maskinporten
    if maskinporten is not None and maskinporten.is_theirs(token):
        return await run_in_threadpool(maskinporten.verify, token)
    verifier: Verifier = request.app.state.verifier
    standing: Standing = request.app.state.standing
    kid = kid_of(token)
    if not verifier.keys.knows(kid):
        await run_in_threadpool(verifier.keys.refresh_for, kid)
    claims = verifier.verify(token)
    standing.refuse_ended(claims, kid)
    return claims


Authenticated = Annotated[Caller, Depends(authenticated)]


@dataclass(frozen=True, kw_only=True)
class Permitted:
    """What the table grants this caller on this route, before the thing is known."""

    caller: Caller
    grants: tuple[Grant, ...]

    def on(self, relations: Collection[Relation]) -> None:
        """Raises NotFound for a caller with no relation to the thing, NotPermitted for one with the wrong one."""
        if any(grant.relation is None or grant.relation in relations for grant in self.grants):
            return
        raise NotPermitted() if relations else NotFound()


async def permitted(request: Request, caller: Authenticated) -> Permitted:
    """What the service's table says about the route at hand."""
    permission: Permission = request.app.state.access[request.scope["route"].name]
    grants = permission.open_to(caller)
    if permission.prompt:
        request.app.state.standing.refuse_unknown()
    return Permitted(caller=caller, grants=grants)


Permit = Annotated[Permitted, Depends(permitted)]


def caller_for(*routes: str) -> Callable[..., Any]:
    """The guard of the named routes: hands the caller over, or refuses. Tests hold it against `access.py`."""

    async def guard(request: Request, permit: Permit) -> Caller:
        if request.scope["route"].name not in routes:
            raise RuntimeError(f"{request.scope['route'].name} is not guarded by caller_for({', '.join(routes)})")
        return permit.caller

    guard.guarded_routes = frozenset(routes)  # type: ignore[attr-defined]  # read by the architecture tests
    return guard
