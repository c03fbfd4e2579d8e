"""What ought to be decided, written down apart from the services: nothing here reads their `access.py`.

A word says who: how they stand ("self", "same", "home", "host", "former", "unrelated", "any", "nobody"), and in which
role; "/machine" adds the body's own systems, "@scope" names another scope than the row's. "service" is a sibling,
"system" any machine, whatever its role, "delegate" whoever has a token for one decision.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tests.access.callers import IMPLIED, Caller

_WORD = re.compile(r"(?P<stand>[a-z]+)(?: (?P<role>[a-z]+))?(?P<machine>/machine)?(?:@(?P<scope>[a-z:]+))?")
_PLACE = re.compile(r"\{([a-z_]+)\}")
_KINDS = {"service": ["service"], "system": ["machine"], "delegate": ["delegate"]}
Json = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Way:
    """One word, taken apart."""

    stand: str
    role: str | None
    kinds: frozenset[str]
    scope: str | None

    @classmethod
    def of(cls, word: str) -> "Way":
        match = _WORD.fullmatch(word)
        assert match is not None, word
        kinds = list(_KINDS.get(match["stand"], ["person"]))
        kinds += ["machine"] if match["machine"] else []
        return cls(stand=match["stand"], role=match["role"], kinds=frozenset(kinds), scope=match["scope"])

    def is_of(self, caller: Caller) -> bool:
        """Whether the caller is such a one, wherever they stand."""
        in_role = self.role is None or (self.role in caller.roles and caller.org is not None)
        return caller.kind in self.kinds and in_role

    def stands(self, caller: Caller) -> bool:
        return self.stand in {"service", "system"} | caller.stands


@dataclass(frozen=True, kw_only=True)
class Row:
    """Who may do this, and what they are answered; a thing that is not there for the caller is 404."""

    route: str
    method: str
    path: str
    scope: str
    may: tuple[Way, ...]
    thing: str | None
    answers: frozenset[int]
    body: Json | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def scopes(self) -> frozenset[str]:
        return frozenset({way.scope or self.scope for way in self.may})


def row(call: str, scope: str, *may: str, answers: int | tuple[int, ...] = 200, **more: Any) -> Row:
    """`call` is "route: METHOD /path"; the thing it is about is what the path names first, unless `about` says so."""
    route, method, path = re.split(r":? ", call, maxsplit=2)
    named = _PLACE.search(path.partition("?")[0])
    thing = more.pop("about", named[1] if named else None)
    answered = frozenset({answers} if isinstance(answers, int) else answers)
    ways = tuple(Way.of(word) for word in may)
    return Row(route=route, method=method, path=path, scope=scope, may=ways, thing=thing, answers=answered, **more)


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a caller is to be answered: one of these statuses, and with which code where refused.

    `missing`: the members of the problem that say what it would take.
    """

    statuses: frozenset[int]
    code: str | None = None
    missing: Json = field(default_factory=dict)

    @classmethod
    def refused(cls, status: int, code: str, **missing: Any) -> "Decision":
        return cls(statuses=frozenset({status}), code=code, missing=missing)


def whole(route: str, rows: Sequence[Row]) -> Row:
    """A route's rows as one: what it takes, whatever the thing."""
    those = [row for row in rows if row.route == route]
    return replace(those[0], may=tuple(replace(way, scope=way.scope or row.scope) for row in those for way in row.may))


def decided(
    row: Row, route: Row, caller: Caller, scopes: frozenset[str], known: Mapping[str, Sequence[str]]
) -> Decision:
    """What this caller, with these scopes, is to be answered.

    `route` is the whole of the row's route, `known` says who knows of which thing at all.
    """
    if caller.void:
        return Decision.refused(401, "unauthenticated")
    fitting = [way for way in row.may if way.is_of(caller) and (way.scope or row.scope) in scopes]
    if not fitting:
        return unfit(route, caller)
    if row.thing is None or any(way.stands(caller) for way in fitting):
        return Decision(statuses=row.answers)
    if any(knows(caller, word) for word in known.get(row.thing, ())):
        own = {way.stand for way in fitting} <= {"self", "same", "nobody"}
        return Decision.refused(403, "not-permitted", missing="person" if own else "body")
    return Decision.refused(404, "not-found")


def unfit(route: Row, caller: Caller) -> Decision:
    """The refusal of a caller to whom the route is closed, whatever the thing."""
    of_kind = [way for way in route.may if caller.kind in way.kinds]
    for_people = {kind for way in route.may for kind in way.kinds} & {"person", "machine"} == {"person"}
    if caller.kind == "machine" and for_people:
        return Decision.refused(403, "person-required")
    lacking = [way.scope for way in of_kind if way.is_of(caller)]
    if lacking:
        return Decision.refused(403, "not-permitted", missing="scope", scope=lacking[0])
    if any(way.role in caller.roles for way in of_kind):
        return Decision.refused(403, "not-permitted", missing="body")
    roles = least({way.role for way in of_kind if way.role is not None})
    if roles:
        return Decision.refused(403, "not-permitted", missing="role", roles=roles)
    return Decision.refused(403, "not-permitted", missing="caller")


def knows(caller: Caller, word: str) -> bool:
    """Whether what this word names may reach the caller; a system knows what its role knows."""
    way = Way.of(word)
    in_role = way.role is None or (way.role in caller.roles and caller.org is not None)
    if way.stand == "service":
        return caller.kind == "service" and not caller.void
    return not caller.void and caller.kind in {"person", "machine"} and in_role and way.stands(caller)


def least(roles: Collection[str]) -> list[str]:
    """The roles without those that come with another one: a coordinator is an employee."""
    return sorted(role for role in roles if not {*IMPLIED[role]} & {*roles} - {role})
