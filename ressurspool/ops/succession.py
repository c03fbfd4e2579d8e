"""Where the services store public bodies, and which of it passes when one takes another's place."""

from collections.abc import Iterator, Mapping

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from ressurspool.ops.applications import database_of
from services.kit.data.database import Database

# by service: table.column. auth counts its own.
PASSES_ON: Mapping[str, tuple[str, ...]] = {
    "pool": ("experts.home_org", "expert_fields.home_org", "coordinators.orgnr", "disclosures.host_org"),
    "needs": ("needs.host_org",),
    "matching": ("plans.org",),
    "placements": ("candidacies.home_org", "candidacies.host_org", "placements.home_org", "placements.host_org"),
    "notify": ("memberships.orgnr", "absences.orgnr", "tasks.audience", "webhooks.orgnr"),
}


def count_rows(predecessor: str) -> Iterator[str]:
    """A line for each column: how many rows would pass. Changes nothing.

    The databases are those at the addresses of the environment; one that is not there is said to be left out.
    """
    for service, columns in PASSES_ON.items():
        database = database_of(service)
        try:
            yield from [f"{service}: {_count(database, name, predecessor)} {name}" for name in columns]
        except DBAPIError:
            yield f"{service}: not counted, its database is not here"
        finally:
            database.close()


def _count(database: Database, name: str, orgnr: str) -> int:
    table, _, column = name.partition(".")
    held = database.tables.outbox.metadata.tables[table].c[column]
    with database.read() as session:
        found = (held == orgnr) | held.endswith(f":{orgnr}")  # an audience: role and number
        return session.scalar(select(func.count()).where(found)) or 0
