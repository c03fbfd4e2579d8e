"""Every query about authorization codes."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlmodel import col

from services.auth.models import AuthorizationCode
from services.auth.repository.base import changed
from services.kit.repository import Repository


class Codes(Repository[AuthorizationCode]):
    """Authorization codes."""

    def find(self, code_hash: str) -> AuthorizationCode | None:
        query = select(AuthorizationCode).where(col(AuthorizationCode.code_hash) == code_hash)
        return self.session.scalars(query).one_or_none()

    def use(self, code_hash: str, *, at: datetime) -> bool:
        """Whether this call is the one that uses the code: of any number at once exactly one is."""
        mine = (col(AuthorizationCode.code_hash) == code_hash) & col(AuthorizationCode.used_at).is_(None)
        statement = update(AuthorizationCode).where(mine, col(AuthorizationCode.expires_at) > at)
        return changed(self.session, statement.values(used_at=at)) == 1

    def forget_expired(self, *, before: datetime) -> None:
        self.session.execute(delete(AuthorizationCode).where(col(AuthorizationCode.expires_at) < before))
