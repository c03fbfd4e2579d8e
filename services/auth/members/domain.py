"""Which roles a role implies."""

from collections.abc import Mapping

from services.scheme.roles import Role

_IMPLIED: Mapping[Role, frozenset[Role]] = {
    Role.EMPLOYEE: frozenset({Role.EMPLOYEE}),
    Role.REQUESTER: frozenset({Role.REQUESTER, Role.EMPLOYEE}),
    Role.COORDINATOR: frozenset({Role.COORDINATOR, Role.REQUESTER, Role.EMPLOYEE}),
    Role.BROKER: frozenset({Role.BROKER, Role.EMPLOYEE}),
    Role.ADMIN: frozenset({Role.ADMIN, Role.EMPLOYEE}),
}


def effective_roles(role: str) -> list[str]:
    """Return the role and those it implies, in alphabetical order."""
    return sorted(_IMPLIED[Role(role)])


def higher_role(held: str, offered: str) -> str:
    """Return the role of the two that implies the other; the held one where neither does."""
    return offered if held in _IMPLIED[Role(offered)] else held
