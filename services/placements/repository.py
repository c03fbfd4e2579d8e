"""Every query about candidacies, bookings and placements.

Whoever locks several rows takes candidacies before placements before bookings, and each kind by id; what has lapsed
is only taken where nobody else holds it. So no two transactions wait for each other.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlmodel import col

from services.kit.errors import NotFound, ServiceError
from services.kit.events.outbox import Event, record_event
from services.kit.pagination import Found, Paging, page_of
from services.kit.repository import Repository
from services.placements.domain import HOLDS_SEAT, OPEN, BookingState, CandidacyState, PlacementState
from services.placements.errors import NoFreePlace, PersonAlreadyBooked
from services.placements.models import Booking, Candidacy, Decision, Placement, Policy, TermsVersion

S = TypeVar("S", Candidacy, Placement)


@dataclass(frozen=True, kw_only=True)
class Concern:
    """Whose lists are asked for: a person's own, and those of the body acted for as home or as host."""

    person_id: str
    home_org: str | None
    host_org: str | None


class Stays(Repository[S], Generic[S]):
    """What candidacies and placements have in common: three parties, a state, and events to all three."""

    model: type[S]
    noun: str

    def get(self, stay_id: UUID) -> S:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(self.model).where(col(self.model.id) == stay_id))

    def get_locked(self, stay_id: UUID) -> S:
        """The stay, locked until the transaction ends. Raises NotFound."""
        query = select(self.model).where(col(self.model.id) == stay_id).with_for_update()
        return self.one_or(NotFound(), query.execution_options(populate_existing=True))

    def list_for(self, concern: Concern, *, paging: Paging) -> Found[S]:
        """What concerns somebody, oldest first."""
        concerns = [col(self.model.person_id) == concern.person_id]
        if concern.home_org is not None:
            concerns.append(col(self.model.home_org) == concern.home_org)
        if concern.host_org is not None:
            concerns.append(col(self.model.host_org) == concern.host_org)
        by = (col(self.model.created_at), col(self.model.id))
        return page_of(self.session, select(self.model).where(or_(*concerns)), paging=paging, by=by)

    def record(self, stay: S, event: str, **codes: Any) -> None:
        """Note a change: the next version and its event."""
        stay.version += 1
        self.add(stay)
        told = Event(
            type=f"{self.noun}.{event}",
            subject=stay.id,
            version=stay.version,
            orgs=[stay.home_org, stay.host_org],
            persons=[stay.person_id],
            codes={**self.codes_of(stay), **codes},
        )
        record_event(self.session, told)

    def touch(self, stay: S) -> None:
        """Note a change that concerns nobody else: the next version, no event."""
        stay.version += 1
        self.add(stay)

    def codes_of(self, stay: S) -> dict[str, str]:
        ids = {"need_id": str(stay.need_id), "expert_id": str(stay.expert_id)}
        return {**ids, "home_org": stay.home_org, "host_org": stay.host_org}

    def _named(self, **named: UUID | str | None) -> list[ColumnElement[bool]]:
        """Conditions on `expert_id`, `need_id` and `person_id`, as far as they are given."""
        return [col(getattr(self.model, name)) == value for name, value in named.items() if value is not None]

    def _locked(self, *conditions: ColumnElement[bool]) -> Sequence[S]:
        query = select(self.model).where(*conditions).order_by(col(self.model.id)).with_for_update()
        return self.session.scalars(query.execution_options(populate_existing=True)).all()

    def _idle(self, *conditions: ColumnElement[bool], limit: int) -> Sequence[S]:
        """Rows that nobody else is at work on, locked."""
        query = select(self.model).where(*conditions).limit(limit).with_for_update(skip_locked=True)
        return self.session.scalars(query.execution_options(populate_existing=True)).all()


class Candidacies(Stays[Candidacy]):
    model = Candidacy
    noun = "candidacy"

    def list_open_locked(self, **named: UUID | str | None) -> Sequence[Candidacy]:
        """Candidacies that are not over, of what is named, locked in the order of their ids."""
        return self._locked(col(Candidacy.state).in_(OPEN), *self._named(**named))

    def lock_offers(self, person_id: str) -> None:
        """Lock every offer to a person: their acceptances then queue instead of crossing."""
        self._locked(col(Candidacy.state) == CandidacyState.OFFERED, col(Candidacy.person_id) == person_id)

    def list_lapsed(self, *, at: datetime, limit: int, **named: UUID | str | None) -> Sequence[Candidacy]:
        """Invitations and offers that nobody answered in time."""
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


class Placements(Stays[Placement]):
    model = Placement
    noun = "placement"

    def codes_of(self, stay: Placement) -> dict[str, str]:
        return {**super().codes_of(stay), "candidacy_id": str(stay.candidacy_id)}

    def ids_of(self, candidacy_ids: Sequence[UUID]) -> Mapping[UUID, UUID]:
        """The placements that came of these candidacies."""
        query = select(col(Placement.candidacy_id), col(Placement.id))
        return {
            row[0]: row[1] for row in self.session.execute(query.where(col(Placement.candidacy_id).in_(candidacy_ids)))
        }

    def list_proposed_locked(self, **named: UUID | str | None) -> Sequence[Placement]:
        """Placements not agreed yet, of what is named, locked in the order of their ids."""
        return self._locked(col(Placement.state) == PlacementState.PROPOSED, *self._named(**named))

    def list_lapsed(self, *, at: datetime, limit: int, **named: UUID | str | None) -> Sequence[Placement]:
        """Placements that were not decided on in time."""
        overdue = and_(col(Placement.state) == PlacementState.PROPOSED, col(Placement.decide_by) <= at)
        return self._idle(overdue, *self._named(**named), limit=limit)

    def list_away(self, home_org: str, *, starts: date, ends: date) -> Sequence[tuple[date, date]]:
        """First and last days of a body's agreed stays that lie between two days, at least in part."""
        away = col(Placement.state).in_((PlacementState.AGREED, PlacementState.ACTIVE))
        query = select(col(Placement.starts), col(Placement.ends)).where(
            col(Placement.home_org) == home_org, away, col(Placement.starts) <= ends, col(Placement.ends) >= starts
        )
        return [(row[0], row[1]) for row in self.session.execute(query)]

    def list_starting(self, *, on: date, limit: int) -> Sequence[Placement]:
        return self._idle(col(Placement.state) == PlacementState.AGREED, col(Placement.starts) <= on, limit=limit)

    def list_ending(self, *, on: date, limit: int) -> Sequence[Placement]:
        return self._idle(col(Placement.state) == PlacementState.ACTIVE, col(Placement.ends) < on, limit=limit)

    def add_terms(self, version: TermsVersion) -> None:
        self.session.add(version)
        self.session.flush()

    def add_decision(self, decision: Decision, *, unless: ServiceError) -> None:
        """Raises `unless` where the party, or the person, has decided on this version already."""
        self.session.add(decision)
        self.flush(unless=unless)

    def list_decisions(self, placement_ids: Sequence[UUID]) -> Sequence[Decision]:
        query = select(Decision).where(col(Decision.placement_id).in_(placement_ids))
        return self.session.scalars(query.order_by(col(Decision.at), col(Decision.id))).all()


class Bookings(Repository[Booking]):
    """Seats and days. The database itself refuses a seat taken twice and a person bound twice."""

    def get(self, candidacy_id: UUID) -> Booking:
        return self.one_or(NotFound(), select(Booking).where(col(Booking.candidacy_id) == candidacy_id))

    def find(self, candidacy_id: UUID) -> Booking | None:
        return self.session.get(Booking, candidacy_id)

    def seats_of(self, candidacy_ids: Sequence[UUID]) -> Mapping[UUID, int]:
        """The seats these candidacies hold."""
        held = and_(col(Booking.candidacy_id).in_(candidacy_ids), col(Booking.state).in_(HOLDS_SEAT))
        query = select(col(Booking.candidacy_id), col(Booking.seat_no)).where(held)
        return {row[0]: row[1] for row in self.session.execute(query)}

    def list_free_seats(self, need_id: UUID, *, places: int) -> list[int]:
        live = and_(col(Booking.need_id) == need_id, col(Booking.state).in_(HOLDS_SEAT))
        taken = set(self.session.scalars(select(col(Booking.seat_no)).where(live)))
        return [seat for seat in range(1, places + 1) if seat not in taken]

    def hold_seat(self, booking: Booking, *, places: int) -> None:
        """Take the first free seat. Raises NoFreePlace where each is taken, or was taken by others meanwhile."""
        for seat_no in self.list_free_seats(booking.need_id, places=places):
            booking.seat_no = seat_no
            try:
                with self.session.begin_nested():
                    self.session.add(booking)
            except IntegrityError:
                continue
            return
        raise NoFreePlace()

    def refuse_crowded(self, booking: Booking, *, places: int, by: Collection[BookingState]) -> None:
        """Raises NoFreePlace where others in these states take all the places the need has now: it may have lost some.

        Locks the need's live bookings, in one order for all, so that two cannot both be the last.
        """
        live = and_(col(Booking.need_id) == booking.need_id, col(Booking.state).in_(HOLDS_SEAT))
        query = select(Booking).where(live).order_by(col(Booking.candidacy_id)).with_for_update()
        bookings = self.session.scalars(query.execution_options(populate_existing=True)).all()
        others = [one for one in bookings if one.state in by and one.candidacy_id != booking.candidacy_id]
        if len(others) >= places:
            raise NoFreePlace()

    def hold_person(self, booking: Booking, *, until: datetime) -> None:
        """Bind the person on these days. Raises PersonAlreadyBooked where another booking does."""
        booking.state, booking.expires_at = BookingState.ACCEPTED, until
        self.add(booking, unless=PersonAlreadyBooked())

    def move(self, booking: Booking, *, starts: date, ends: date, until: datetime) -> None:
        """Move a booking to other days. Raises PersonAlreadyBooked where another booking binds the person."""
        booking.starts, booking.ends, booking.expires_at = starts, ends, until
        self.add(booking, unless=PersonAlreadyBooked())

    def confirm(self, booking: Booking) -> None:
        booking.state, booking.expires_at = BookingState.AGREED, None
        self.add(booking)

    def release(self, booking: Booking) -> None:
        booking.state, booking.expires_at = BookingState.RELEASED, None
        self.add(booking)


class Policies(Repository[Policy]):
    """What bodies have decided about stays."""

    def find(self, orgnr: str) -> Policy | None:
        return self.session.get(Policy, orgnr)

    def find_locked(self, orgnr: str) -> Policy | None:
        """Locked until the transaction ends, so that two stays of a body are not agreed past each other."""
        query = select(Policy).where(col(Policy.orgnr) == orgnr).with_for_update()
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def keep(self, policy: Policy) -> None:
        """A newer version of it; an older one is old news."""
        held = self.find_locked(policy.orgnr)
        if held is None or held.version < policy.version:
            self.session.merge(policy)
            self.session.flush()


class Store:
    """All four, in one transaction."""

    def __init__(
        self,
        session: Session,
        *,
        candidacies: type[Candidacies] = Candidacies,
        placements: type[Placements] = Placements,
        bookings: type[Bookings] = Bookings,
    ) -> None:
        self.candidacies = candidacies(session)
        self.placements = placements(session)
        self.bookings = bookings(session)
        self.policies = Policies(session)
