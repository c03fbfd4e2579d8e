"""Every query about alerts."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlmodel import col

from services.kit import clock
from services.kit.data.outbox import Event, emit_event
from services.kit.data.repository import Repository, insert_into, took_effect
from services.matching.alerts.models import Alert, AlertedNeed


class Alerts(Repository[Alert]):
    """Which needs were examined for alerts, and which expert was alerted about which need."""

    def list_looked_at(self) -> set[str]:
        return set(self.session.scalars(select(col(AlertedNeed.need_id))))

    def claim(self, need_id: str) -> bool:
        """Claim a need for this round. False where another replica has it."""
        values = {"need_id": need_id, "at": clock.now()}
        return took_effect(
            self.session, insert_into(self.session, AlertedNeed).values(**values).on_conflict_do_nothing()
        )

    def count_since(self, since: datetime) -> Mapping[str, int]:
        """How many alerts each expert got."""
        query = select(col(Alert.expert_id), func.count()).where(col(Alert.at) > since).group_by(col(Alert.expert_id))
        return {row[0]: row[1] for row in self.session.execute(query)}

    def record(self, *, need_id: str, expert_id: str, person: str) -> None:
        """Add the alert, and emit its event."""
        self.add(Alert(need_id=need_id, expert_id=expert_id, at=clock.now()))
        codes = {"need_id": need_id, "expert_id": expert_id}
        emit_event(self.session, Event(type="opportunity.found", subject=need_id, persons=[person], codes=codes))

    def forget(self, *, before: datetime) -> None:
        """Delete alerts, and the record of examined needs, from before that moment."""
        self.session.execute(delete(Alert).where(col(Alert.at) < before))
        self.session.execute(delete(AlertedNeed).where(col(AlertedNeed.at) < before))
