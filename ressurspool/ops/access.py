"""Lists who may do what, from the permission tables of the services."""

from collections.abc import Iterator, Sequence

from ressurspool.ops.applications import application_without_database
from services.kit.access.table import CallerKind, Grant

HEADER = "| service | route | who | in which role | standing how | scope | at once |"
RULE = "|---|---|---|---|---|---|---|"


def table(services: Sequence[str]) -> Iterator[str]:
    """A Markdown table with a line for each grant; `at once` marks routes that need auth's newest events."""
    yield HEADER
    yield RULE
    for service in services:
        state = application_without_database(service).state
        for route, permission in state.access.items():
            for grant in permission.grants:
                at_once = "yes" if permission.fresh_revocations else ""
                yield f"| {service} | `{route}` | {_cells(grant)} | {at_once} |"
        for route in sorted(state.public):
            yield f"| {service} | `{route}` | anybody | | | | |"


def _cells(grant: Grant) -> str:
    kinds = " or ".join(str(kind) for kind in CallerKind if kind in grant.kinds)
    return " | ".join([kinds, str(grant.role or ""), str(grant.relation or ""), f"`{grant.scope}`"])
