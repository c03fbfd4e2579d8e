"""One body takes another's place: Bærum that of Husbanken."""

from collections.abc import Mapping

from services.auth.audit.service import OPERATOR
from services.auth.bodies.models import Organisation
from services.auth.people.models import Membership
from services.auth.successions.service import succeed
from services.kit.data.database import Database
from tests.support.callers import BAERUM, HUSBANKEN

OLD, NEW = HUSBANKEN, BAERUM


def succeeded(database: Database, old: str = OLD, new: str = NEW) -> Mapping[str, int]:
    """What passed."""
    with database.write() as session:
        return succeed(session, old, new, by=OPERATOR)


def now(database: Database, membership: Membership) -> Membership:
    """The membership as it is now."""
    with database.read() as session:
        found = session.get(Membership, membership.id)
    assert found is not None
    return found


def body(database: Database, orgnr: str) -> Organisation:
    with database.read() as session:
        found = session.get(Organisation, orgnr)
    assert found is not None
    return found
