"""Every query about candidacies.

A transaction locks in the order of the nouns: the need's vacancy, candidacies, placements, bookings, and the rows of
each by id. A job takes overdue rows only where no other transaction has locked them. So no two transactions wait for
each other.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, and_, bindparam, func, or_, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from services.kit.data.outbox import Event, emit_event, record_act
from services.kit.data.pagination import Page, PageRequest, empty_page, keys_of_any, unindexed
from services.kit.data.snapshot import Snapshot
from services.kit.data.statements import PagedStatement, Statement, numbered
from services.kit.errors import NotFound
from services.kit.lists import Order
from services.placements.bookings.domain import HOLDS_SEAT
from services.placements.bookings.models import Booking
from services.placements.bookings.repository import Bookings
from services.placements.candidacies.domain import OPEN, CandidacyState
from services.placements.candidacies.models import Candidacy
from services.placements.parties.domain import EVERYTHING, Affiliation, ListSide, Wanted
from services.placements.parties.repository import (
    COLUMN_OF_ORDER,
    Cases,
    ListForm,
    acting_parties,
    form_of,
    list_for,
    narrowed,
)
from services.placements.placements.domain import LIVE, PlacementState
from services.placements.placements.models import Placement
from services.placements.placements.repository import Placements, PlacementStore
from services.placements.proposals.repository import ShownProposals
from services.placements.references.repository import References
from services.placements.vacancies.repository import Vacancies
from services.scheme.parties import Party

Shown = tuple[Candidacy, int | None, UUID | None]  # with the seat it holds, and the placement that came of it


class Candidacies(Cases[Candidacy]):
    model = Candidacy
    noun = "candidacy"

    def pass_on(self, from_id: str, to: str) -> int:
        offered = update(Candidacy).where(col(Candidacy.offered_by) == from_id)
        self.session.execute(offered.values(offered_by=to))
        return super().pass_on(from_id, to)

    def touch_unseen(self, candidacy: Candidacy, change: str) -> None:
        """Save what only the host may know of: a row of the audit, of codes alone; no new version, no event."""
        self.add(candidacy)
        record_act(self.session, self._unseen(candidacy, change))

    def _unseen(self, candidacy: Candidacy, change: str) -> Event:
        codes = {"party": Party.HOST, "version": candidacy.shortlist_version}
        return Event(
            type=f"candidacy.{change}",
            subject=candidacy.id,
            version=candidacy.version,
            codes=codes,
            parties=acting_parties(candidacy, codes),
        )

    def announce(self, candidacy: Candidacy, change: str, *, message_id: UUID, party: Party) -> None:
        """Emit the event of a message to its two sides. The home agency is not told, nor by a new version."""
        codes = {"party": party, "message_id": str(message_id)}
        event = Event(
            type=f"candidacy.{change}",
            subject=candidacy.id,
            version=candidacy.version,
            orgs=[candidacy.host_org],
            persons=[candidacy.person_id],
            codes={**self.codes_of(candidacy), **codes},
            parties=acting_parties(candidacy, codes),
        )
        emit_event(self.session, event)

    def list_open_locked(self, **named: UUID | str | None) -> Sequence[Candidacy]:
        """Open candidacies of the named expert, need or person, locked in the order of their ids."""
        return self._locked(col(Candidacy.state).in_(OPEN), *self._named(**named))

    def list_withdrawals(self, expert_id: UUID, need_id: UUID, *, by: Party, limit: int) -> Sequence[date]:
        """The days on which that party withdrew candidacies of these two, newest first."""
        theirs = (*self._named(expert_id=expert_id, need_id=need_id), col(Candidacy.withdrawn_by) == by)
        newest = col(Candidacy.withdrawn_on).desc()
        days = self.session.scalars(select(col(Candidacy.withdrawn_on)).where(*theirs).order_by(newest).limit(limit))
        return [day for day in days if day is not None]

    def lock_offers(self, person_id: str) -> Sequence[Candidacy]:
        """Lock every offer to a person: concurrent acceptances then wait for one another instead of crossing."""
        return self._locked(col(Candidacy.state) == CandidacyState.OFFERED, col(Candidacy.person_id) == person_id)

    def list_lapsed(self, *, at: datetime, limit: int, **named: UUID | str | None) -> Sequence[Candidacy]:
        """What was not answered in time: applications, invitations, interests, offers."""
        unanswered = and_(col(Candidacy.state).in_(OPEN), col(Candidacy.answer_by) <= at)
        return self._idle(unanswered, *self._named(**named), limit=limit)

    def list_overlapping_offers(self, candidacy: Candidacy, *, starts: date, ends: date) -> Sequence[Candidacy]:
        """Other offers to the same person, by whichever profile, for some of the same days."""
        query = (
            select(Candidacy)
            .join(Booking, col(Booking.candidacy_id) == col(Candidacy.id))
            .where(col(Candidacy.person_id) == candidacy.person_id, col(Candidacy.id) != candidacy.id)
            .where(col(Candidacy.state) == CandidacyState.OFFERED)
            .where(col(Booking.starts) <= ends, col(Booking.ends) >= starts)
        )
        return self.session.scalars(query.order_by(col(Candidacy.id))).all()

    def list_taken(self, *, at: datetime, limit: int) -> Sequence[Candidacy]:
        """Offers for days on which the person has another stay, or one that is proposed and still decided on."""
        still = or_(col(Placement.state) != PlacementState.PROPOSED, col(Placement.decide_by) > at)
        lives = and_(col(Placement.state).in_(LIVE), still)
        theirs = and_(col(Placement.person_id) == col(Candidacy.person_id), lives)
        days = and_(col(Placement.starts) <= col(Booking.ends), col(Placement.ends) >= col(Booking.starts))
        booked = col(Booking.candidacy_id) == col(Candidacy.id)
        taken = select(col(Placement.id)).join(Booking, days).where(theirs, booked).correlate(Candidacy).exists()
        return self._idle(col(Candidacy.state) == CandidacyState.OFFERED, taken, limit=limit)


class CandidacyStore(PlacementStore):
    """What the use cases of candidacies read and change, in one transaction: placements and bookings too."""

    def __init__(
        self,
        session: Session,
        *,
        candidacies: type[Candidacies] = Candidacies,
        placements: type[Placements] = Placements,
        bookings: type[Bookings] = Bookings,
    ) -> None:
        super().__init__(session, placements=placements, bookings=bookings)
        self.candidacies = candidacies(session)
        self.vacancies = Vacancies(session)
        self.references = References(session)


_SEAT = select(col(Booking.seat_no)).where(
    col(Booking.candidacy_id) == col(Candidacy.id), col(Booking.state).in_(HOLDS_SEAT)
)
_PLACEMENT = select(col(Placement.id)).where(col(Placement.candidacy_id) == col(Candidacy.id))
_SHOWN = select(Candidacy, _SEAT.scalar_subquery(), _PLACEMENT.scalar_subquery())
_BY_ID = Statement[Shown](_SHOWN.where(col(Candidacy.id) == bindparam("candidacy_id")))


_OPEN_OF = (
    select(func.count())
    .select_from(Candidacy)
    .where(col(Candidacy.expert_id) == bindparam("expert_id"), col(Candidacy.state).in_(OPEN))
)
_PROPOSED_OF = (
    select(func.count())
    .select_from(Placement)
    .where(col(Placement.expert_id) == bindparam("expert_id"), col(Placement.state) == PlacementState.PROPOSED)
)
_OPEN_CASES = Statement[tuple[int, int]](select(_OPEN_OF.scalar_subquery(), _PROPOSED_OF.scalar_subquery()))


@cache
def _these(model: type[Candidacy] | type[Placement], number: int) -> Statement[Any]:
    asked: list[Any] = [bindparam(f"case_{n}", type_=Uuid()) for n in range(number)]
    return Statement(select(model).where(col(model.id).in_(asked)))


@cache
def _of_need(number: int) -> Statement[Candidacy]:
    asked: list[Any] = [bindparam(f"expert_{n}", type_=Uuid()) for n in range(number)]
    theirs = (col(Candidacy.need_id) == bindparam("need_id"), col(Candidacy.expert_id).in_(asked))
    return Statement(select(Candidacy).where(*theirs).order_by(col(Candidacy.created_at), col(Candidacy.id)))


@lru_cache(maxsize=1_000)
def _list_for(form: ListForm) -> PagedStatement[Shown]:
    return list_for(Candidacy, _SHOWN, form)


@lru_cache(maxsize=1_000)
def _shortlist_for(form: ListForm) -> PagedStatement[Shown]:
    """Of what a host has on its shortlist. An expression has no index: the shortlist's own is to find the page."""
    theirs = [
        col(Candidacy.host_org) == bindparam("host_org"),
        col(Candidacy.shortlisted_at).is_not(None),
        col(Candidacy.person_id) != bindparam("reader"),
        *narrowed(Candidacy, form),
    ]
    changed = unindexed(col(Candidacy.updated_at))
    if form.ranges:
        theirs.append(changed >= bindparam("updated_since"))
    by = (col(getattr(Candidacy, COLUMN_OF_ORDER[form.order])), col(Candidacy.id))
    listed = (changed, by[1]) if form.order is Order.CHANGED else by
    keys = keys_of_any(select(Candidacy), [and_(*theirs)], by=listed)
    return PagedStatement(_SHOWN, by=by, keys=keys, newest_first=form.order is Order.NEWEST)


class ShownCandidacies:
    """What is shown of candidacies where nothing is written, by compiled statements."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.proposals = ShownProposals(snapshot)

    def get(self, candidacy_id: UUID) -> Shown:
        """Raises NotFound."""
        return self._snapshot.get(_BY_ID, unless=NotFound(), candidacy_id=candidacy_id)

    def list_cases(self, case_ids: Sequence[UUID]) -> Sequence[Candidacy | Placement]:
        """The candidacies and placements of these ids; whether the asker may know of them has still to be looked at."""
        asked = numbered("case", case_ids)
        found = [self._snapshot.all(_these(model, len(asked)), **asked) for model in (Candidacy, Placement)]
        return [*found[0], *found[1]]

    def list_of_need(self, need_id: UUID, expert_ids: Sequence[UUID]) -> Sequence[Candidacy]:
        """The candidacies of these experts for the need, the newest last; whose they are has still to be looked at."""
        asked = numbered("expert", expert_ids)
        return self._snapshot.all(_of_need(len(asked)), need_id=need_id, **asked)

    def count_open(self, expert_id: UUID) -> tuple[int, int]:
        """An expert's open candidacies, and placements that are proposed."""
        return self._snapshot.get(_OPEN_CASES, unless=NotFound(), expert_id=expert_id)

    def list_for(self, reader: Affiliation, wanted: Wanted = EVERYTHING, *, paging: PageRequest) -> Page[Shown]:
        """What concerns the reader, or a body they speak for, as far as it is wanted."""
        asked = form_of(reader, _of_host(wanted) if wanted.shortlisted else wanted, CandidacyState)
        if asked is None:
            return empty_page(paging)
        form, values = asked
        if wanted.shortlisted:
            return self._snapshot.page(_shortlist_for(form), paging, **values, reader=reader.person_id)
        return self._snapshot.page(_list_for(form), paging, **values)


def _of_host(wanted: Wanted) -> Wanted:
    """Only what the host's side may know. Another side's shortlist is in no state."""
    if wanted.sides is None or ListSide.HOST in wanted.sides:
        return replace(wanted, sides=frozenset({ListSide.HOST}))
    return replace(wanted, states=frozenset())
