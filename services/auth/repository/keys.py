"""Every query about signing keys."""

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlmodel import col

from services.auth.models import SigningKey
from services.auth.repository.base import insert_into
from services.kit.repository import Repository


class SigningKeys(Repository[SigningKey]):
    """Keys that tokens are signed with."""

    def list_all(self) -> Sequence[SigningKey]:
        return self.session.scalars(select(SigningKey).order_by(col(SigningKey.created_at))).all()

    def has_active(self) -> bool:
        return bool(self.session.scalar(select(exists().where(col(SigningKey.active)))))

    def add_first(self, key: SigningKey) -> None:
        """Insert the key unless another process was first."""
        self.session.execute(insert_into(self.session, SigningKey).values(**key.model_dump()).on_conflict_do_nothing())
