"""Every query about people who were renamed."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlmodel import col

from services.kit.data.repository import Repository
from services.pool.models import Rename


class Renames(Repository[Rename]):
    """Who was renamed. auth's events do not hold names, so each is asked for."""

    def note(self, person_id: str, version: int) -> None:
        """Note that the person has another name since that version of their account."""
        self.session.merge(Rename(person_id=person_id, version=version))
        self.session.flush()

    def list_noted(self, *, limit: int) -> Sequence[Rename]:
        return self.session.scalars(select(Rename).order_by(col(Rename.person_id)).limit(limit)).all()

    def forget(self, rename: Rename) -> None:
        """Delete the note, unless the person was renamed again meanwhile."""
        mine = (col(Rename.person_id) == rename.person_id) & (col(Rename.version) == rename.version)
        self.session.execute(delete(Rename).where(mine))
