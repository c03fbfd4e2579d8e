"""Every query about suppressed addresses."""

from datetime import datetime

from sqlalchemy import bindparam, delete, func, select
from sqlmodel import col

from services.kit.data.repository import Repository, insert_absent
from services.kit.data.snapshot import Snapshot
from services.kit.data.statements import Statement
from services.kit.data.tables import table_of
from services.notify.suppressions.models import Suppression

_SUPPRESSIONS = table_of(Suppression)
_HOLDS = Statement[str](
    select(_SUPPRESSIONS.c.address_hash)
    .where(_SUPPRESSIONS.c.address_hash == bindparam("address_hash"))
    .where(_SUPPRESSIONS.c.since > bindparam("since", type_=_SUPPRESSIONS.c.since.type))
)


class Suppressions(Repository[Suppression]):
    """Addresses that nothing is sent to."""

    def put(self, address_hash: str, *, reason: str, at: datetime) -> bool:
        """False where the address is suppressed already."""
        row = {"address_hash": address_hash, "reason": reason, "since": at}
        return bool(insert_absent(self.session, [row], key=_SUPPRESSIONS.c.address_hash))

    def lift(self, address_hash: str) -> bool:
        """False where it was not suppressed."""
        lifted = delete(Suppression).where(col(Suppression.address_hash) == address_hash)
        return self.session.scalars(lifted.returning(col(Suppression.address_hash))).first() is not None

    def forget(self, *, before: datetime) -> None:
        self.session.execute(delete(Suppression).where(col(Suppression.since) <= before))

    def count(self, *, since: datetime) -> int:
        lasting = col(Suppression.since) > since
        return self.session.scalar(select(func.count()).select_from(Suppression).where(lasting)) or 0


def holds(snapshot: Snapshot, address_hash: str, *, since: datetime) -> bool:
    """Whether the address was suppressed since then. Asked of every mail, so by a compiled statement."""
    return snapshot.find(_HOLDS, address_hash=address_hash, since=since) is not None
