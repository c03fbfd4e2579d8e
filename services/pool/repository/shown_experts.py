"""The statements by which profiles are read where nothing is written: by the expert, the home agency and siblings."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, exists, select
from sqlmodel import col

from services.kit.data.pagination import Page, PageRequest
from services.kit.data.snapshot import Snapshot
from services.kit.data.statements import PagedStatement, Statement
from services.kit.errors import NotFound
from services.pool.domain import State
from services.pool.models import BusyPeriod, Coordinator, Expert

_BY_AGE = (col(Expert.created_at), col(Expert.id))


def _has_coordinator(orgnr: Any) -> ColumnElement[bool]:
    return exists().where(col(Coordinator.orgnr) == orgnr)


_BY_ID = Statement[Expert](select(Expert).where(col(Expert.id) == bindparam("expert_id")))
_LIVE_OF = Statement[tuple[Expert, bool]](
    select(Expert, _has_coordinator(col(Expert.home_org))).where(
        col(Expert.person_id) == bindparam("person_id"), col(Expert.state) != State.WITHDRAWN
    )
)
_BUSY = Statement[BusyPeriod](
    select(BusyPeriod)
    .join(Expert, col(Expert.id) == col(BusyPeriod.expert_id))
    .where(col(Expert.person_id) == bindparam("person_id"))
    .order_by(col(BusyPeriod.starts), col(BusyPeriod.placement_id))
)
_AT_HOME = select(Expert).where(col(Expert.home_org) == bindparam("home_org"))
_AT_HOME_IN_ANY = PagedStatement[Expert](_AT_HOME, by=_BY_AGE)
_AT_HOME_IN_STATE = PagedStatement[Expert](_AT_HOME.where(col(Expert.state) == bindparam("state")), by=_BY_AGE)
_COORDINATED = Statement[bool](select(_has_coordinator(bindparam("orgnr"))))


class ShownExperts:
    """What is shown of experts where nothing is written, by compiled statements."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def get(self, expert_id: UUID) -> Expert:
        """Raises NotFound."""
        return self._snapshot.get(_BY_ID, unless=NotFound(), expert_id=expert_id)

    def get_live_of(self, person_id: str) -> tuple[Expert, bool]:
        """The person's own profile that is not withdrawn, and whether its home agency has a coordinator.

        Raises NotFound.
        """
        return self._snapshot.get(_LIVE_OF, unless=NotFound(), person_id=person_id)

    def list_busy(self, person_id: str) -> Sequence[BusyPeriod]:
        """The days on which the person is away, by whichever of their profiles."""
        return self._snapshot.all(_BUSY, person_id=person_id)

    def list_at_home(self, home_org: str, *, state: State | None, paging: PageRequest) -> Page[Expert]:
        if state is None:
            return self._snapshot.page(_AT_HOME_IN_ANY, paging, home_org=home_org)
        return self._snapshot.page(_AT_HOME_IN_STATE, paging, home_org=home_org, state=state)

    def has_coordinator(self, orgnr: str) -> bool:
        return self._snapshot.get(_COORDINATED, unless=NotFound(), orgnr=orgnr)
