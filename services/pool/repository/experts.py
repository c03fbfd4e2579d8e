"""Every query about experts."""

from collections.abc import Collection, Mapping, Sequence, Set
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, tuple_
from sqlalchemy.orm import Session
from sqlmodel import col

from services.kit import context
from services.kit.data.outbox import Event, emit_event, publish_state
from services.kit.data.pagination import Page, PageRequest, page_of
from services.kit.data.repository import Repository
from services.kit.data.versions import next_version
from services.kit.errors import NotFound
from services.pool.domain import ENDORSED, LEFT_ALONE, Kind, State, shown_kind
from services.pool.models import (
    AccessEntry,
    BusyPeriod,
    Coordinator,
    Disclosure,
    Expert,
    LendingCap,
    Organisation,
)
from services.pool.repository.indexes import index_expert
from services.pool.repository.memberships import Memberships
from services.scheme.parties import Party
from services.scheme.roles import Role

_BY_AGE = (col(Expert.created_at), col(Expert.id))
_KIND = (col(Organisation.level), col(Organisation.sector))
BODIES_BY_KIND = select(*_KIND, func.count()).group_by(*_KIND)


class Experts(Repository[Expert]):
    """Profiles, and what the followers know about them."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.memberships = Memberships(session)

    def get(self, expert_id: UUID) -> Expert:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Expert).where(col(Expert.id) == expert_id))

    def get_locked(self, expert_id: UUID) -> Expert:
        """The expert, locked until the transaction ends. Raises NotFound."""
        query = select(Expert).where(col(Expert.id) == expert_id).with_for_update()
        return self.one_or(NotFound(), query.execution_options(populate_existing=True))

    def find_locked(self, expert_id: UUID) -> Expert | None:
        return self.session.scalars(select(Expert).where(col(Expert.id) == expert_id).with_for_update()).one_or_none()

    def list_of(self, person_id: str, *, locked: bool = False) -> Sequence[Expert]:
        """All profiles of a person, also those that were withdrawn."""
        query = select(Expert).where(col(Expert.person_id) == person_id).order_by(*_BY_AGE)
        return self.session.scalars(query.with_for_update() if locked else query).all()

    def list_live_locked(self, person_id: str, *, home_org: str | None = None) -> Sequence[Expert]:
        query = select(Expert).where(col(Expert.person_id) == person_id, col(Expert.state) != State.WITHDRAWN)
        if home_org is not None:
            query = query.where(col(Expert.home_org) == home_org)
        return self.session.scalars(query.with_for_update()).all()

    def list_live_at_homes_locked(self, home_orgs: Collection[str]) -> Sequence[Expert]:
        query = select(Expert).where(col(Expert.home_org).in_(home_orgs), col(Expert.state) != State.WITHDRAWN)
        return self.session.scalars(query.order_by(col(Expert.id)).with_for_update()).all()

    def list_endorsed_locked(self, home_org: str) -> Sequence[Expert]:
        query = select(Expert).where(col(Expert.home_org) == home_org, col(Expert.state).in_(ENDORSED))
        return self.session.scalars(query.with_for_update()).all()

    def list_lapsed_locked(self, *, on: date, limit: int) -> Sequence[Expert]:
        """Experts whose endorsement ended before that day; another replica's are skipped."""
        query = select(Expert).where(col(Expert.state).in_(ENDORSED), col(Expert.endorsed_until) < on)
        return self.session.scalars(query.limit(limit).with_for_update(skip_locked=True)).all()

    def list_ending_locked(self, *, on: date, limit: int) -> Sequence[Expert]:
        """Experts whose day to be warned has come; another replica's are skipped."""
        query = select(Expert).where(col(Expert.state).in_(ENDORSED), col(Expert.warn_on) <= on)
        return self.session.scalars(query.limit(limit).with_for_update(skip_locked=True)).all()

    def list_unanswered_locked(self, *, before: datetime, limit: int) -> Sequence[Expert]:
        """Profiles that were submitted before that moment, and wait since; another replica's are skipped."""
        return self._list_untouched_locked([State.SUBMITTED], before=before, limit=limit)

    def list_idle_locked(self, *, before: datetime, limit: int) -> Sequence[Expert]:
        """Profiles that wait for their experts since before that moment; another replica's are skipped."""
        return self._list_untouched_locked(LEFT_ALONE, before=before, limit=limit)

    def _list_untouched_locked(self, states: Sequence[State], *, before: datetime, limit: int) -> Sequence[Expert]:
        query = select(Expert).where(col(Expert.state).in_(states), col(Expert.touched_at) < before)
        return self.session.scalars(query.limit(limit).with_for_update(skip_locked=True)).all()

    def list_rested_locked(self, *, on: date, limit: int) -> Sequence[Expert]:
        """Experts whose pause ended before that day."""
        query = select(Expert).where(col(Expert.state) == State.PAUSED, col(Expert.paused_until) < on)
        return self.session.scalars(query.limit(limit).with_for_update(skip_locked=True)).all()

    def record(self, expert: Expert, event: str, **codes: Any) -> None:
        """Note a change: the next version, its event and, for the matching index, the profile as it now is."""
        self.emit(expert, event, **codes)
        self.session.add(expert)
        self.session.flush()
        self.publish(expert, edited=True)

    def emit(self, expert: Expert, event: str, **codes: Any) -> None:
        """The next version and its event alone: for a change that another follows in the same transaction."""
        next_version(expert)
        emitted = Event(
            type=f"expert.{event}",
            subject=expert.id,
            version=expert.version,
            orgs=[expert.home_org],
            persons=[expert.person_id],
            codes=codes,
            thing=expert,
            parties=_acting(expert),
        )
        emit_event(self.session, emitted)

    def publish(self, expert: Expert, *, edited: bool = False) -> None:
        """Put the profile's coded, pseudonymous state on the state feed; a tombstone where it is not endorsed."""
        self.memberships.index_bodies(expert)
        state = self._match_profile(expert) if expert.state in ENDORSED else None
        kind = (state["level"], state["sector"]) if state else (None, None)
        index_expert(self.session, expert, kind, edited=edited)
        publish_state(self.session, expert.id, state)

    def _match_profile(self, expert: Expert) -> dict[str, Any]:
        """The state for matching. Its scores and reasons reveal what it knows, so it learns no more about the home
        agency than everybody is shown.
        """
        home = self.find_organisation(expert.home_org)
        level, sector = shown_kind(home.level, home.sector, bodies=self.count_bodies()) if home else (None, None)
        return {
            "id": str(expert.id),
            "person": expert.person_id,
            "home": expert.home_org,
            "further_bodies": self.memberships.list_further(expert),
            "sector": sector,
            "level": level,
            "state": str(expert.state),
            "fields": expert.fields,
            "skills": expert.skills,
            "languages": expert.languages,
            "windows": expert.windows,
            "busy": [{"start": str(busy.starts), "end": str(busy.ends)} for busy in self.list_busy(expert)],
            "percentage": expert.percentage,
            "county": expert.county,
            "remote": expert.remote,
            "clearance": expert.clearance,
            "learning": expert.wanted_learning,
            "endorsed_until": str(expert.endorsed_until),
            "max_months": expert.max_months,
            "max_percentage": expert.max_percentage,
            "paused_until": str(expert.paused_until) if expert.paused_until else None,
            "alerts": expert.alerts,
            "lending_cap": self.find_lending_cap(expert.home_org),
        }

    def find_organisation(self, orgnr: str) -> Organisation | None:
        return self.session.get(Organisation, orgnr)

    def find_lending_cap(self, orgnr: str) -> int | None:
        kept = self.session.get(LendingCap, orgnr)
        return kept.cap if kept else None

    def save_lending_cap(self, cap: LendingCap) -> None:
        """Store a newer version of the cap. An older one changes nothing."""
        held = self.session.get(LendingCap, cap.orgnr)
        if held is None or held.version < cap.version:
            self.session.merge(cap)
            self.session.flush()

    def count_bodies(self) -> Mapping[Kind, int]:
        """How many bodies there are, by level and sector."""
        return {(row[0], row[1]): row[2] for row in self.session.execute(BODIES_BY_KIND)}

    def bodies_of(self, kinds: Set[Kind]) -> Set[str]:
        """The numbers of the bodies of these kinds."""
        return set(self.session.scalars(select(col(Organisation.orgnr)).where(tuple_(*_KIND).in_(kinds))))

    def save_organisation(self, organisation: Organisation) -> None:
        self.session.merge(organisation)
        self.session.flush()

    def delete_organisation(self, orgnr: str) -> None:
        self.session.execute(delete(Organisation).where(col(Organisation.orgnr) == orgnr))

    def has_coordinator(self, orgnr: str) -> bool:
        query = select(col(Coordinator.membership_id)).where(col(Coordinator.orgnr) == orgnr).limit(1)
        return self.session.execute(query).first() is not None

    def save_coordinator(self, membership_id: str, orgnr: str) -> None:
        self.session.merge(Coordinator(membership_id=membership_id, orgnr=orgnr))

    def delete_coordinator(self, membership_id: str) -> None:
        self.session.execute(delete(Coordinator).where(col(Coordinator.membership_id) == membership_id))

    def list_busy(self, expert: Expert) -> Sequence[BusyPeriod]:
        """The days on which the person is away, by whichever of their profiles."""
        theirs = select(col(Expert.id)).where(col(Expert.person_id) == expert.person_id)
        query = select(BusyPeriod).where(col(BusyPeriod.expert_id).in_(theirs))
        return self.session.scalars(query.order_by(col(BusyPeriod.starts), col(BusyPeriod.placement_id))).all()

    def save_busy(self, busy: BusyPeriod) -> None:
        self.session.merge(busy)
        self.session.flush()

    def delete_busy(self, placement_id: str) -> None:
        self.session.execute(delete(BusyPeriod).where(col(BusyPeriod.placement_id) == placement_id))

    def disclose(self, disclosure: Disclosure) -> None:
        """Begin a disclosure. One that exists already stays as it is, also where it has ended."""
        if self.session.get(Disclosure, disclosure.candidacy_id) is None:
            self.session.add(disclosure)

    def prolong_disclosure(self, prolonged: Disclosure) -> None:
        """Let a disclosure last as long as its stay. One that has ended stays ended."""
        held = self.session.get(Disclosure, prolonged.candidacy_id, populate_existing=True)
        if held is None or not held.ended:
            self.session.merge(prolonged)
            self.session.flush()

    def end_disclosure(self, ended: Disclosure) -> None:
        """End a disclosure for good. One that never began is stored as ended, so that a late event cannot begin it."""
        held = self.session.get(Disclosure, ended.candidacy_id, populate_existing=True) or ended
        held.ends_at, held.ended = min(held.ends_at, ended.ends_at), True
        self.session.add(held)

    def list_disclosures(self, expert_ids: Sequence[UUID]) -> Sequence[Disclosure]:
        query = select(Disclosure).where(col(Disclosure.expert_id).in_(expert_ids))
        return self.session.scalars(query.order_by(col(Disclosure.candidacy_id))).all()

    def log_access(self, entries: Sequence[AccessEntry]) -> None:
        self.session.add_all(entries)
        self.session.flush()

    def list_access(self, expert_ids: Sequence[UUID], *, paging: PageRequest) -> Page[AccessEntry]:
        query = select(AccessEntry).where(col(AccessEntry.expert_id).in_(expert_ids))
        return page_of(self.session, query, paging=paging, by=(col(AccessEntry.at), col(AccessEntry.id)))

    def list_all_access(self, expert_ids: Sequence[UUID]) -> Sequence[AccessEntry]:
        query = select(AccessEntry).where(col(AccessEntry.expert_id).in_(expert_ids))
        return self.session.scalars(query.order_by(col(AccessEntry.at), col(AccessEntry.id))).all()


def _acting(expert: Expert) -> list[Party]:
    """The parties that whoever acts speaks for; none for what acts by itself."""
    actor = context.current().actor
    speaks_for = {
        Party.EMPLOYEE: actor.person == expert.person_id,
        Party.HOME: actor.org == expert.home_org and Role.COORDINATOR in actor.roles,
    }
    return [party for party, holds in speaks_for.items() if holds]
