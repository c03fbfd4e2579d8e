"""Every query about what was suggested, told and alerted."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlmodel import col

from services.kit import clock
from services.kit.errors import NotFound
from services.kit.events.outbox import Event, record_event
from services.kit.repository import Repository
from services.matching.models import Alert, AlertedNeed, ShownState, Suggestion, Table, ToldCounty

REFRESHED_AFTER = timedelta(days=1)  # a showing is noted once a day: the retention is counted in months


class Suggestions(Repository[Suggestion]):
    """The log of lists that were shown: added to, never changed; and the states these were made of."""

    def get(self, suggestion_id: UUID) -> Suggestion:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Suggestion).where(col(Suggestion.id) == suggestion_id))

    def keep_states(self, states: Mapping[str, dict[str, Any]]) -> None:
        """Keep each state under its digest, once; one kept already is noted as shown again."""
        if not states:
            return
        now = clock.now()
        rows = [  # in one order for all, so that two lists never wait for each other
            {"digest": digest, "subject_id": state["id"], "state": state, "last_shown_at": now}
            for digest, state in sorted(states.items())
        ]
        statement = _insert(self.session, ShownState).values(rows)
        self.session.execute(
            statement.on_conflict_do_update(
                index_elements=["digest"],
                set_={"last_shown_at": now},
                where=col(ShownState.last_shown_at) < now - REFRESHED_AFTER,
            )
        )

    def find_states(self, digests: Collection[str]) -> Mapping[str, dict[str, Any]]:
        query = select(ShownState).where(col(ShownState.digest).in_(digests))
        return {kept.digest: kept.state for kept in self.session.scalars(query)}

    def list_told(self, org: str, *, since: datetime) -> Sequence[ToldCounty]:
        """The counties a body was told about; what lapsed before `since` is forgotten."""
        lapsed = delete(ToldCounty).where(col(ToldCounty.org) == org, col(ToldCounty.at) < since)
        self.session.execute(lapsed)
        return self.session.scalars(select(ToldCounty).where(col(ToldCounty.org) == org)).all()

    def touch_told(self, told: ToldCounty) -> None:
        if told.at < clock.now() - REFRESHED_AFTER:
            told.at = clock.now()

    def take_slot(self, org: str, slot: int, county: str) -> bool:
        """Take a free slot for a county; False where another request was faster."""
        values = {"org": org, "slot": slot, "county": county, "at": clock.now()}
        return _changed(self.session, _insert(self.session, ToldCounty).values(**values).on_conflict_do_nothing())

    def forget(self, *, before: datetime) -> None:
        """End the retention of what was shown before that moment."""
        self.session.execute(delete(Suggestion).where(col(Suggestion.at) < before))
        long_ago = col(ShownState.last_shown_at) < before - REFRESHED_AFTER
        self.session.execute(delete(ShownState).where(long_ago))


class Alerts(Repository[Alert]):
    """Which needs were looked at for alerts, and who was told of which."""

    def list_looked_at(self) -> set[str]:
        return set(self.session.scalars(select(col(AlertedNeed.need_id))))

    def claim(self, need_id: str) -> bool:
        """Take a need for this round; False where another replica has."""
        values = {"need_id": need_id, "at": clock.now()}
        return _changed(self.session, _insert(self.session, AlertedNeed).values(**values).on_conflict_do_nothing())

    def count_since(self, since: datetime) -> Mapping[str, int]:
        """How many alerts each expert was given."""
        query = select(col(Alert.expert_id), func.count()).where(col(Alert.at) > since).group_by(col(Alert.expert_id))
        return {row[0]: row[1] for row in self.session.execute(query)}

    def tell(self, *, need_id: str, expert_id: str, person: str) -> None:
        """Note the alert and tell of it."""
        self.add(Alert(need_id=need_id, expert_id=expert_id, at=clock.now()))
        codes = {"need_id": need_id, "expert_id": expert_id}
        record_event(self.session, Event(type="opportunity.found", subject=need_id, persons=[person], codes=codes))

    def forget(self, *, before: datetime) -> None:
        self.session.execute(delete(Alert).where(col(Alert.at) < before))


def _insert(session: Session, table: type[Table]) -> Any:
    """An INSERT that knows ON CONFLICT; the two databases spell it alike, SQLAlchemy does not."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table)


def _changed(session: Session, statement: Any) -> bool:
    """Whether the insert had an effect: what decides a race."""
    result: Any = session.execute(statement)
    return bool(result.rowcount)
