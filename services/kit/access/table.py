"""The parts of a service's table of permissions: who may do what, as data."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from services.kit.access.tokens import API_AUDIENCE, Claims, OneDecision
from services.kit.context import Actor
from services.kit.errors import NotPermitted, PersonRequired
from services.scheme.relations import Relation
from services.scheme.roles import Role

ANY_BODY = "any"


class CallerKind(StrEnum):
    PERSON = "person"
    MACHINE = "machine"
    SERVICE = "service"


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Who makes the request, for which public body, through which client. `bearer` is passed on to peers."""

    kind: CallerKind
    sub: str
    client_id: str
    org: str | None
    roles: frozenset[str]
    scopes: frozenset[str]
    bearer: str
    sid: str | None = None  # of the login the token belongs to
    decision: OneDecision | None = None  # the only thing the token is for

    @classmethod
    def of(cls, claims: Claims, bearer: str) -> "Caller":
        kind = (
            CallerKind.SERVICE
            if claims.aud != API_AUDIENCE
            else CallerKind.PERSON
            if claims.person
            else CallerKind.MACHINE
        )
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
            decision=claims.authorization_details[0] if claims.authorization_details else None,
        )

    @property
    def actor(self) -> Actor:
        """The caller as the audit names them."""
        return Actor(
            person=self.sub if self.kind is CallerKind.PERSON else None,
            client_id=self.client_id,
            org=self.org,
            roles=self.roles,
            let_by=self.decision.by if self.decision else None,
        )

    @property
    def key(self) -> str:
        """A string that differs for every caller; idempotency keys belong to it."""
        return f"{self.client_id}|{self.sub}|{self.org or ''}"


@dataclass(frozen=True, kw_only=True)
class Grant:
    """One way to be permitted: a kind of caller, a scope, a role, and a relation to the thing.

    A token that is for one decision only is admitted by the grants for such, and by no other, whatever its roles.
    """

    kinds: frozenset[CallerKind]
    scope: str
    role: Role | None = None
    relation: Relation | None = None
    delegated: bool = False

    def admits(self, caller: Caller, *, kind: CallerKind | None = None) -> bool:
        if self.delegated is (caller.decision is None):
            return False
        in_role = self.role is None or (self.role in caller.roles and caller.org is not None)
        return (kind or caller.kind) in self.kinds and self.scope in caller.scopes and in_role


@dataclass(frozen=True)
class Permission:
    grants: tuple[Grant, ...]
    fresh_revocations: bool = False  # refused while auth's events of the last few seconds are not known

    def __or__(self, other: "Permission") -> "Permission":
        return Permission(self.grants + other.grants, self.fresh_revocations or other.fresh_revocations)

    def admits(self, caller: Caller, relations: Collection[Relation]) -> bool:
        """True for a caller who may, in these relations to the thing."""
        fitting = (grant for grant in self.grants if grant.admits(caller))
        return any(grant.relation is None or grant.relation in relations for grant in fitting)

    def open_to(self, caller: Caller) -> tuple[Grant, ...]:
        """The grants that fit the caller, whatever the thing. Raises NotPermitted, or PersonRequired, without any."""
        fitting = tuple(grant for grant in self.grants if grant.admits(caller))
        if fitting:
            return fitting
        if caller.kind is CallerKind.MACHINE and any(CallerKind.PERSON in grant.kinds for grant in self.grants):
            if not any(CallerKind.MACHINE in grant.kinds for grant in self.grants):
                raise PersonRequired()
        raise self._refusal(caller)

    def _refusal(self, caller: Caller) -> NotPermitted:
        """The refusal, with the least that is missing: a scope, else a body, a role, or another kind of token."""
        caller = replace(caller, scopes=frozenset(grant.scope for grant in self.grants))
        for grant in self.grants:
            if grant.admits(caller):
                return NotPermitted("scope", scope=grant.scope)
        if any(grant.admits(replace(caller, org=ANY_BODY)) for grant in self.grants):
            return NotPermitted("body")
        caller = replace(caller, org=ANY_BODY, roles=frozenset(Role))
        roles = {grant.role for grant in self.grants if grant.role is not None and grant.admits(caller)}
        return NotPermitted("role", roles=sorted(roles)) if roles else NotPermitted("caller")


AccessTable = Mapping[str, Permission]


def people(role: Role, *, scope: str, relation: Relation | None = None) -> Permission:
    """A person in that role: for what is endorsed, decided or signed, and for one's own affairs."""
    return Permission((Grant(kinds=frozenset({CallerKind.PERSON}), scope=scope, role=role, relation=relation),))


def callers(role: Role, *, scope: str, relation: Relation | None = None) -> Permission:
    """A person in that role, or an agency's machine that was given it: for what is read or prepared."""
    kinds = frozenset({CallerKind.PERSON, CallerKind.MACHINE})
    return Permission((Grant(kinds=kinds, scope=scope, role=role, relation=relation),))


def delegates(*, scope: str, relation: Relation | None = None) -> Permission:
    """A person whose token is for one decision, by a coordinator's delegation."""
    return Permission((Grant(kinds=frozenset({CallerKind.PERSON}), scope=scope, relation=relation, delegated=True),))


def machines(*, scope: str, relation: Relation | None = None) -> Permission:
    return Permission((Grant(kinds=frozenset({CallerKind.MACHINE}), scope=scope, relation=relation),))


def services(*, scope: str) -> Permission:
    """A sibling service with its own token for this service."""
    return Permission((Grant(kinds=frozenset({CallerKind.SERVICE}), scope=scope),))


def fresh_roles(permission: Permission) -> Permission:
    """For decisions and reads of profiles: a role lost a few seconds ago must count already."""
    return replace(permission, fresh_revocations=True)
