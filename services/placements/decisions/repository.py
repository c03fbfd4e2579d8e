"""Every query about decisions."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from services.kit.data.repository import Repository
from services.kit.data.tables import tables_for
from services.kit.events.joins import current_people
from services.placements.decisions.domain import Decided
from services.placements.decisions.models import Decision


class Decisions(Repository[Decision]):
    """What the parties said. Rows are added, never changed; the database refuses a party's or a person's second."""

    def list_of(self, placement_ids: Sequence[UUID]) -> Sequence[Decision]:
        """The decisions on these placements, oldest first."""
        query = select(Decision).where(col(Decision.placement_id).in_(placement_ids))
        return self.session.scalars(query.order_by(col(Decision.at), col(Decision.id))).all()

    def as_decided(self, rows: Sequence[Decision]) -> list[Decided]:
        """The decisions as the rules read them: by the accounts that people have now, if theirs were joined since."""
        named = sorted({person for row in rows for person in (row.sub, row.let_by) if person is not None})
        now = dict(zip(named, current_people(self.session, tables_for(Decision.metadata), named), strict=True))
        return [row.decided(now) for row in rows]
