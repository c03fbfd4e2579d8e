"""Every query about needs."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlmodel import col

from services.kit import context
from services.kit.data.outbox import Event, emit_event, publish_state
from services.kit.data.repository import Repository
from services.kit.data.versions import next_version
from services.kit.errors import NotFound
from services.needs.domain import BEFORE_START, PUBLISHED, Phase, State, terms_of
from services.needs.models import Case, CountedPlacement, Need, NeedTerm, Organisation
from services.scheme.parties import Party


class Needs(Repository[Need]):
    """Needs, and what the followers know about them."""

    def get(self, need_id: UUID) -> Need:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Need).where(col(Need.id) == need_id))

    def get_locked(self, need_id: UUID) -> Need:
        """The need, locked until the transaction ends. Raises NotFound."""
        query = select(Need).where(col(Need.id) == need_id).with_for_update()
        return self.one_or(NotFound(), query.execution_options(populate_existing=True))

    def find_locked(self, need_id: UUID) -> Need | None:
        return self.session.scalars(select(Need).where(col(Need.id) == need_id).with_for_update()).one_or_none()

    def pass_on(self, from_id: str, to: str) -> None:
        """Give the needs that somebody posted to another person."""
        self.session.execute(update(Need).where(col(Need.posted_by) == from_id).values(posted_by=to))

    def list_published_locked(self, host_org: str) -> Sequence[Need]:
        """A body's published needs, locked so that no older state of theirs is published after a newer one."""
        query = select(Need).where(col(Need.host_org) == host_org, col(Need.state).in_(PUBLISHED))
        return self.session.scalars(query.order_by(col(Need.id)).with_for_update()).all()

    def list_live_locked(self, host_org: str) -> Sequence[Need]:
        """A body's needs that are not closed, drafts too, locked."""
        query = select(Need).where(col(Need.host_org) == host_org, col(Need.state) != State.CLOSED)
        return self.session.scalars(query.order_by(col(Need.id)).with_for_update()).all()

    def list_all_of_locked(self, host_org: str) -> Sequence[Need]:
        """A body's needs, closed ones too, locked."""
        query = select(Need).where(col(Need.host_org) == host_org)
        return self.session.scalars(query.order_by(col(Need.id)).with_for_update()).all()

    def has_external_id(self, host_org: str, external_id: str) -> bool:
        mine = (col(Need.host_org) == host_org) & (col(Need.external_id) == external_id)
        return self.session.scalar(select(col(Need.id)).where(mine)) is not None

    def list_late_locked(self, *, on: date, limit: int) -> Sequence[Need]:
        """Drafts, open and held needs whose last start was before that day; another replica's are skipped."""
        query = select(Need).where(col(Need.state).in_(BEFORE_START), col(Need.latest_start) < on)
        return self.session.scalars(query.limit(limit).with_for_update(skip_locked=True)).all()

    def list_settled_locked(self, *, limit: int) -> Sequence[Need]:
        """Lapsed and filled needs of which nothing is left to decide; another replica's are skipped."""
        return self.session.scalars(_SETTLED.limit(limit).with_for_update(skip_locked=True, of=Need)).all()

    def find_settled_locked(self, need_id: UUID) -> Need | None:
        """The need, locked, if it is lapsed or filled and nothing of it is left to decide."""
        return self.session.scalars(_SETTLED.where(col(Need.id) == need_id).with_for_update(of=Need)).one_or_none()

    def has_begun(self, need: Need) -> bool:
        """True where somebody has come, or had."""
        begun = select(col(Case.candidacy_id)).where(col(Case.need_id) == need.id, col(Case.phase) == Phase.BEGUN)
        return self.session.scalars(begun.limit(1)).first() is not None

    def save_case(self, case: Case) -> None:
        self.session.merge(case)
        self.session.flush()

    def delete_case(self, candidacy_id: str) -> None:
        self.session.execute(delete(Case).where(col(Case.candidacy_id) == candidacy_id))

    def index_terms(self, need: Need) -> None:
        self.session.execute(delete(NeedTerm).where(col(NeedTerm.need_id) == need.id))
        self.session.add_all(NeedTerm(need_id=need.id, term=term) for term in sorted(terms_of(need.model_dump())))

    def count_placement(self, need: Need, placement_id: str) -> bool:
        """Note that a placement takes one of the need's places. False where it was counted before."""
        if self.session.get(CountedPlacement, placement_id) is not None:
            return False
        self.session.add(CountedPlacement(placement_id=placement_id, need_id=need.id))
        self.session.flush()
        return True

    def release_placement(self, placement_id: str) -> bool:
        """Note that a placement gives its place back. False where it never took one, or gave it back before."""
        counted = self.session.get(CountedPlacement, placement_id)
        if counted is None or counted.released:
            return False
        counted.released = True
        self.session.flush()
        return True

    def record(self, need: Need, event: str, **codes: Any) -> None:
        """Save a change as the next version, and emit its event."""
        self.emit(need, event, **codes)
        self._save(need)

    def emit(self, need: Need, event: str, **codes: Any) -> None:
        """The next version and its event alone: for a change that another follows in the same transaction."""
        next_version(need)
        emitted = Event(
            type=f"need.{event}",
            subject=need.id,
            version=need.version,
            orgs=[need.host_org],
            persons=[need.posted_by] if need.posted_by else [],
            codes=codes,
            thing=need,
            parties=[Party.HOST] if context.current().actor.org == need.host_org else [],
        )
        emit_event(self.session, emitted)

    def save(self, need: Need) -> None:
        """The next version of the need, and its state for the matching index."""
        next_version(need)
        self._save(need)

    def _save(self, need: Need) -> None:
        self.session.add(need)
        self.session.flush()
        if need.published:
            self._list_terms(need)
        self.publish(need)

    def _list_terms(self, need: Need) -> None:
        """Find the need by its terms among the open ones, or no more."""
        listed_at = need.created_at if need.state == State.OPEN else None
        rows = update(NeedTerm).where(col(NeedTerm.need_id) == need.id)
        self.session.execute(rows.values(listed_at=listed_at).execution_options(synchronize_session=False))

    def publish(self, need: Need) -> None:
        """Put the need's coded state on the state feed; a tombstone where it is a draft or closed."""
        publish_state(self.session, need.id, self._match_need(need) if need.state in PUBLISHED else None)

    def _match_need(self, need: Need) -> dict[str, Any]:
        host = self.find_organisation(need.host_org)
        return {
            "id": str(need.id),
            "host": need.host_org,
            "sector": host.sector if host else None,
            "level": host.level if host else None,
            "state": str(need.state),
            "fields": need.fields,
            "must_skills": need.must_skills,
            "nice_skills": need.nice_skills,
            "languages": need.languages,
            "earliest_start": str(need.earliest_start),
            "latest_start": str(need.latest_start),
            "months": need.months,
            "percentage": need.percentage,
            "county": need.county,
            "remote": need.remote,
            "places": need.places,
            "filled": need.filled,
            "clearance": need.clearance,
            "perspective": need.perspective,
        }

    def find_organisation(self, orgnr: str) -> Organisation | None:
        return self.session.get(Organisation, orgnr)

    def save_organisation(self, organisation: Organisation) -> None:
        self.session.merge(organisation)
        self.session.flush()


def _in_phase(*phases: Phase) -> ColumnElement[bool]:
    return and_(col(Case.need_id) == col(Need.id), col(Case.phase).in_(phases))


_AGREED = select(col(Case.candidacy_id)).where(_in_phase(Phase.AGREED)).exists()
_UNDER_WAY = select(col(Case.candidacy_id)).where(_in_phase(Phase.OPEN, Phase.AGREED)).exists()
_BEGUN = select(func.count()).select_from(Case).where(_in_phase(Phase.BEGUN)).scalar_subquery()
# a filled need does not wait for its reserve; who left early has begun, and another may not have
_SETTLED = select(Need).where(
    or_(
        and_(col(Need.state) == State.FILLED, ~_AGREED),
        and_(col(Need.state) == State.LAPSED, ~_UNDER_WAY),
    ),
    col(Need.filled) <= _BEGUN,
)
