"""Every query about amendments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import String, Uuid, and_, bindparam, func, select
from sqlmodel import col

from services.kit.data.outbox import Event, emit_event
from services.kit.data.pagination import Page, PageRequest, empty_page, keys_of_any, unindexed
from services.kit.data.repository import Repository
from services.kit.data.snapshot import Snapshot
from services.kit.data.statements import PagedStatement, Statement, numbered
from services.kit.data.versions import note_change
from services.kit.errors import NotFound
from services.kit.lists import Order
from services.placements.amendments.domain import AmendmentState, WantedAmendments
from services.placements.amendments.models import Amendment
from services.placements.parties.repository import Case, acting_parties


class Stay(Case, Protocol):
    """The placement that an amendment is of."""

    candidacy_id: UUID


class Amendments(Repository[Amendment]):
    """What is asked to change about stays. The database refuses a second one of a stay that is not decided."""

    def get_locked(self, placement_id: UUID, amendment_id: UUID) -> Amendment:
        """The amendment of that placement, locked until the transaction ends. Raises NotFound."""
        query = select(Amendment).where(col(Amendment.id) == amendment_id, col(Amendment.placement_id) == placement_id)
        return self.one_or(NotFound(), query.with_for_update().execution_options(populate_existing=True))

    def get(self, placement_id: UUID, amendment_id: UUID) -> Amendment:
        """Raises NotFound."""
        query = select(Amendment).where(col(Amendment.id) == amendment_id, col(Amendment.placement_id) == placement_id)
        return self.one_or(NotFound(), query)

    def find(self, amendment_id: UUID) -> Amendment | None:
        """The amendment, of whichever placement."""
        return self.session.get(Amendment, amendment_id)

    def find_live(self, placement_id: UUID) -> Amendment | None:
        """The amendment of a placement that is not decided yet."""
        live = (col(Amendment.placement_id) == placement_id, col(Amendment.state) == AmendmentState.PROPOSED)
        return self.session.scalars(select(Amendment).where(*live)).one_or_none()

    def list_overdue(self, *, at: datetime, limit: int) -> Sequence[UUID]:
        """The placements whose amendments were not decided in time."""
        overdue = (col(Amendment.state) == AmendmentState.PROPOSED, col(Amendment.decide_by) <= at)
        query = select(col(Amendment.placement_id)).where(*overdue).order_by(col(Amendment.decide_by))
        return self.session.scalars(query.limit(limit)).all()

    def next_version(self, placement_id: UUID, *, current: int) -> int:
        """The version of the terms that the next amendment proposes: no version is used twice."""
        query = select(func.max(col(Amendment.terms_version))).where(col(Amendment.placement_id) == placement_id)
        return max(self.session.scalar(query) or 0, current) + 1

    def record_amendment(self, amendment: Amendment, stay: Stay, change: str, **codes: Any) -> None:
        """Save a change as the next version, and emit its event to the three parties of the stay."""
        amendment.version += 1
        note_change(stay)
        self.session.add(amendment)
        event = Event(
            type=f"amendment.{change}",
            subject=amendment.id,
            version=amendment.version,
            orgs=[stay.home_org, stay.host_org],
            persons=[stay.person_id],
            codes={
                "need_id": str(stay.need_id),
                "expert_id": str(stay.expert_id),
                "reference": stay.reference,
                "home_org": stay.home_org,
                "host_org": stay.host_org,
                "candidacy_id": str(stay.candidacy_id),
                "placement_id": str(stay.id),
                "kind": amendment.kind,
                "start": amendment.starts.isoformat(),
                "end": amendment.ends.isoformat(),
                **codes,
            },
            thing=amendment,
            parties=acting_parties(stay, codes),
        )
        emit_event(self.session, event)


_BY_ID = Statement[Amendment](
    select(Amendment).where(
        col(Amendment.id) == bindparam("amendment_id"), col(Amendment.placement_id) == bindparam("placement_id")
    )
)


@dataclass(frozen=True, kw_only=True)
class _Form:
    """What of a list stands in its SQL; None where all states are listed."""

    order: Order
    states: int | None
    ids: int


@cache
def _list_of(form: _Form) -> PagedStatement[Amendment]:
    """Each state is found by itself; where ids are named, these find the amendments."""
    by = (col(Amendment.created_at), col(Amendment.id))
    of_stay = col(Amendment.placement_id) == bindparam("placement_id")
    states: list[Any] = [bindparam(f"state_{n}", type_=String()) for n in range(form.states or 0)]
    if form.ids:
        ids: list[Any] = [bindparam(f"id_{n}", type_=Uuid()) for n in range(form.ids)]
        named = [col(Amendment.id).in_(ids), unindexed(col(Amendment.placement_id)) == bindparam("placement_id")]
        found = [and_(*named, *([unindexed(col(Amendment.state)).in_(states)] if form.states is not None else []))]
    elif form.states is None:
        found = [of_stay]
    else:
        found = [and_(of_stay, col(Amendment.state) == state) for state in states]
    keys = keys_of_any(select(Amendment), found, by=by)
    return PagedStatement(select(Amendment), by=by, keys=keys, newest_first=form.order is Order.NEWEST)


@cache
def _live_of(number: int) -> Statement[Amendment]:
    """The amendments of so many placements that are not decided yet."""
    placements: list[Any] = [bindparam(f"placement_{n}", type_=Uuid()) for n in range(number)]
    live = (col(Amendment.placement_id).in_(placements), col(Amendment.state) == AmendmentState.PROPOSED)
    return Statement(select(Amendment).where(*live))


class ShownAmendments:
    """Amendments where nothing is written, by compiled statements."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def get(self, placement_id: UUID, amendment_id: UUID) -> Amendment:
        """Raises NotFound."""
        ids = {"placement_id": placement_id, "amendment_id": amendment_id}
        return self._snapshot.get(_BY_ID, unless=NotFound(), **ids)

    def list_of(self, placement_id: UUID, wanted: WantedAmendments, *, paging: PageRequest) -> Page[Amendment]:
        """What was asked to change about a stay."""
        if wanted.ids == () or wanted.states == frozenset():
            return empty_page(paging)
        ids = numbered("id", wanted.ids) if wanted.ids else {}
        states = numbered("state", sorted(wanted.states)) if wanted.states else {}
        form = _Form(order=wanted.order, states=len(states) if wanted.states is not None else None, ids=len(ids))
        return self._snapshot.page(_list_of(form), paging, placement_id=placement_id, **ids, **states)

    def list_live(self, placement_ids: Sequence[UUID]) -> Mapping[UUID, Amendment]:
        """The amendments that are not decided yet, by the placement."""
        if not placement_ids:
            return {}
        asked = numbered("placement", placement_ids)
        return {one.placement_id: one for one in self._snapshot.all(_live_of(len(asked)), **asked)}
