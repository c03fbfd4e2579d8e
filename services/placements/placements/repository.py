"""Every query about placements."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session
from sqlmodel import col

from services.kit.data.pagination import Page, PageRequest, empty_page
from services.kit.data.snapshot import Snapshot
from services.kit.data.statements import PagedStatement, Statement
from services.kit.errors import NotFound
from services.placements.amendments.repository import Amendments, ShownAmendments
from services.placements.bookings.repository import Bookings
from services.placements.decisions.repository import Decisions, ShownDecisions
from services.placements.memberships.repository import Memberships
from services.placements.messages.repository import Messages
from services.placements.parties.domain import EVERYTHING, Affiliation, Wanted
from services.placements.parties.repository import Cases, ListForm, form_of, list_for
from services.placements.placements.domain import END_DAYS, START_DAYS, PlacementState
from services.placements.placements.models import Placement, TermsVersion
from services.placements.policies.repository import Policies
from services.placements.proposals.repository import ShownProposals, TermsProposals


class Placements(Cases[Placement]):
    model = Placement
    noun = "placement"

    def codes_of(self, case: Placement) -> dict[str, str]:
        return {**super().codes_of(case), "candidacy_id": str(case.candidacy_id)}

    def ids_of(self, candidacy_ids: Sequence[UUID]) -> Mapping[UUID, UUID]:
        """The placements that came of these candidacies."""
        query = select(col(Placement.candidacy_id), col(Placement.id))
        return {
            row[0]: row[1] for row in self.session.execute(query.where(col(Placement.candidacy_id).in_(candidacy_ids)))
        }

    def list_proposed_locked(self, **named: UUID | str | None) -> Sequence[Placement]:
        """Placements of the named expert, need or person that are not agreed yet, locked in the order of their ids."""
        return self._locked(col(Placement.state) == PlacementState.PROPOSED, *self._named(**named))

    def list_binding_locked(self, person_id: str) -> Sequence[Placement]:
        """The person's stays that are agreed or under way, locked in the order of their ids.

        Proposed ones are locked first: one that is agreed meanwhile is then seen as agreed, and none is missed.
        """
        open_ = (PlacementState.PROPOSED, PlacementState.AGREED, PlacementState.ACTIVE)
        found = self._locked(col(Placement.state).in_(open_), col(Placement.person_id) == person_id)
        return [placement for placement in found if placement.state != PlacementState.PROPOSED]

    def is_second(self, placement: Placement) -> bool:
        """True where an earlier stay of the person's is agreed or under way on some of the days.

        That can be where two accounts were joined.
        """
        query = select(col(Placement.id)).where(
            col(Placement.person_id) == placement.person_id,
            col(Placement.state).in_((PlacementState.AGREED, PlacementState.ACTIVE)),
            col(Placement.id) != placement.id,
            col(Placement.created_at) <= placement.created_at,
            col(Placement.starts) <= placement.ends,
            col(Placement.ends) >= placement.starts,
        )
        return self.session.scalars(query.limit(1)).first() is not None

    def list_of_candidacies(self, candidacy_ids: Sequence[UUID]) -> Sequence[Placement]:
        """The placements that came of these candidacies, locked in the order of their ids."""
        return self._locked(col(Placement.candidacy_id).in_(candidacy_ids))

    def list_lapsed(self, *, at: datetime, limit: int, **named: UUID | str | None) -> Sequence[Placement]:
        """Placements that were not decided on in time."""
        overdue = and_(col(Placement.state) == PlacementState.PROPOSED, col(Placement.decide_by) <= at)
        return self._idle(overdue, *self._named(**named), limit=limit)

    def list_away(self, home_org: str, *, starts: date, ends: date, other_than: UUID) -> Sequence[tuple[date, date]]:
        """First and last days of a body's other agreed stays that share a day with `starts` to `ends`."""
        away = col(Placement.state).in_((PlacementState.AGREED, PlacementState.ACTIVE))
        query = select(col(Placement.starts), col(Placement.ends)).where(
            col(Placement.home_org) == home_org, away, col(Placement.starts) <= ends, col(Placement.ends) >= starts
        )
        query = query.where(col(Placement.id) != other_than)
        return [(row[0], row[1]) for row in self.session.execute(query)]

    def lock_idle(self, placement_ids: Sequence[UUID]) -> Sequence[Placement]:
        """Lock those of these placements that no other transaction has locked."""
        return self._idle(col(Placement.id).in_(placement_ids), limit=len(placement_ids))

    def list_starting(self, *, on: date, limit: int) -> Sequence[Placement]:
        return self._idle(col(Placement.state) == PlacementState.AGREED, col(Placement.starts) <= on, limit=limit)

    def list_ending(self, *, on: date, limit: int) -> Sequence[Placement]:
        return self._idle(col(Placement.state) == PlacementState.ACTIVE, col(Placement.ends) < on, limit=limit)

    def list_starting_soon(self, *, on: date, limit: int) -> Sequence[Placement]:
        """Agreed stays that begin within START_DAYS, whose first day was not announced yet."""
        starts = col(Placement.starts)
        soon = and_(col(Placement.state) == PlacementState.AGREED, starts > on, starts <= on + START_DAYS)
        return self._idle(soon, col(Placement.start_announced).is_distinct_from(starts), limit=limit)

    def list_ending_soon(self, *, on: date, limit: int) -> Sequence[Placement]:
        """Stays under way that end within END_DAYS, whose last day was not announced yet."""
        ends = col(Placement.ends)
        soon = and_(col(Placement.state) == PlacementState.ACTIVE, ends > on, ends <= on + END_DAYS)
        return self._idle(soon, col(Placement.end_announced).is_distinct_from(ends), limit=limit)

    def add_terms(self, version: TermsVersion) -> None:
        self.session.add(version)
        self.session.flush()


class PlacementStore:
    """What the use cases of placements read and change, in one transaction."""

    def __init__(
        self, session: Session, *, placements: type[Placements] = Placements, bookings: type[Bookings] = Bookings
    ) -> None:
        self.placements = placements(session)
        self.decisions = Decisions(session)
        self.bookings = bookings(session)
        self.policies = Policies(session)
        self.memberships = Memberships(session)
        self.amendments = Amendments(session)
        self.proposals = TermsProposals(session)
        self.messages = Messages(session)


_BY_ID = Statement[Placement](select(Placement).where(col(Placement.id) == bindparam("placement_id")))


@lru_cache(maxsize=1_000)
def _list_for(form: ListForm) -> PagedStatement[Placement]:
    return list_for(Placement, select(Placement), form)


class ShownPlacements:
    """What is shown of placements where nothing is written, by compiled statements."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.decisions = ShownDecisions(snapshot)
        self.amendments = ShownAmendments(snapshot)
        self.proposals = ShownProposals(snapshot)

    def get(self, placement_id: UUID) -> Placement:
        """Raises NotFound."""
        return self._snapshot.get(_BY_ID, unless=NotFound(), placement_id=placement_id)

    def list_for(self, reader: Affiliation, wanted: Wanted = EVERYTHING, *, paging: PageRequest) -> Page[Placement]:
        """What concerns the reader, or a body they speak for, as far as it is wanted."""
        asked = form_of(reader, wanted, PlacementState)
        if asked is None:
            return empty_page(paging)
        form, values = asked
        return self._snapshot.page(_list_for(form), paging, **values)
