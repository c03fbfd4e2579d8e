"""Every query about signing keys."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import col

from services.auth.keys.domain import KEY_LIFE, PUBLISHED, SIGNING, KeyState
from services.auth.keys.models import SigningKey
from services.kit.data.repository import Repository, changed, insert_into
from services.kit.errors import NotFound


class SigningKeys(Repository[SigningKey]):
    """Keys that tokens are signed with."""

    def list_all(self) -> Sequence[SigningKey]:
        return self.list_in(tuple(KeyState))

    def list_published(self) -> Sequence[SigningKey]:
        return self.list_in(PUBLISHED)

    def list_in(self, states: Collection[str]) -> Sequence[SigningKey]:
        """Those in the given states, the eldest first."""
        query = select(SigningKey).where(col(SigningKey.state).in_(states))
        return self.session.scalars(query.order_by(col(SigningKey.created_at), col(SigningKey.kid))).all()

    def find_in(self, state: KeyState) -> SigningKey | None:
        """The key in a state that only one can be in."""
        return self.session.scalars(select(SigningKey).where(col(SigningKey.state) == state)).one_or_none()

    def find_active_kid(self) -> str | None:
        """The name of the key that signs."""
        return self.session.scalar(select(col(SigningKey.kid)).where(col(SigningKey.state) == KeyState.ACTIVE))

    def get(self, kid: str) -> SigningKey:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(SigningKey).where(col(SigningKey.kid) == kid))

    def find_retired(self, kid: str) -> SigningKey | None:
        """A key that was retired by age; never one that was revoked."""
        gone = (col(SigningKey.kid) == kid) & (col(SigningKey.state) == KeyState.RETIRED)
        return self.session.scalars(select(SigningKey).where(gone)).one_or_none()

    def add_unless_there(self, key: SigningKey) -> bool:
        """Insert the key, unless there is one in its state. True for exactly one of any number of concurrent calls."""
        statement = insert_into(self.session, SigningKey).values(**key.model_dump()).on_conflict_do_nothing()
        return self.session.execute(statement.returning(col(SigningKey.kid))).first() is not None

    def step(self, key: SigningKey, verb: str, *, at: datetime) -> bool:
        """Move the key to its next state. Raises WrongState.

        True for exactly one of any number of concurrent calls. A key that stops signing loses its private part, so
        that nobody can steal it.
        """
        state = KEY_LIFE.step(KeyState(key.state), verb)
        still = (col(SigningKey.kid) == key.kid) & (col(SigningKey.state) == key.state)
        taken = update(SigningKey).where(still).values(state=state, since=at)
        return changed(self.session, taken if state in SIGNING else taken.values(private_pem=None)) == 1

    def reseal(self, key: SigningKey, private_pem: str) -> bool:
        """Replace the private part by `private_pem`. False where it was changed or removed meanwhile."""
        same = (col(SigningKey.kid) == key.kid) & (col(SigningKey.private_pem) == key.private_pem)
        return changed(self.session, update(SigningKey).where(same).values(private_pem=private_pem)) == 1
