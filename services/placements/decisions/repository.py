"""Every query about decisions."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from services.kit.data.repository import Repository
from services.placements.decisions.models import Decision


class Decisions(Repository[Decision]):
    """What the parties said. Rows are added, never changed; the database refuses a party's or a person's second."""

    def list_of(self, placement_ids: Sequence[UUID]) -> Sequence[Decision]:
        """The decisions on these placements, oldest first."""
        query = select(Decision).where(col(Decision.placement_id).in_(placement_ids))
        return self.session.scalars(query.order_by(col(Decision.at), col(Decision.id))).all()
