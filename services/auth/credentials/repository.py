"""Every query about second factors."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, select, update
from sqlmodel import col

from services.auth.credentials.models import RecoveryCode, SecondFactor
from services.auth.people.models import Membership
from services.auth.people.repository import LIVE
from services.kit.data.repository import Repository, changed
from services.kit.errors import Busy
from services.scheme.roles import Role

_DECIDING_ROLES = (Role.COORDINATOR, Role.BROKER, Role.ADMIN)


class SecondFactors(Repository[SecondFactor]):
    """People's authenticators and recovery codes."""

    def find(self, person_id: UUID) -> SecondFactor | None:
        return self.session.scalars(select(SecondFactor).where(col(SecondFactor.person_id) == person_id)).one_or_none()

    def has(self, person_id: UUID) -> bool:
        """True where the person has a confirmed authenticator."""
        factor = self.find(person_id)
        return factor is not None and factor.confirmed_at is not None

    def begin(self, factor: SecondFactor) -> SecondFactor:
        """Insert the authenticator. Raises Busy where a concurrent call has inserted one."""
        return self.add(factor, unless=Busy())

    def forget_unconfirmed(self, person_id: UUID) -> None:
        unconfirmed = (col(SecondFactor.person_id) == person_id) & col(SecondFactor.confirmed_at).is_(None)
        self.session.execute(delete(SecondFactor).where(unconfirmed))

    def use_step(self, person_id: UUID, step: int, *, at: datetime) -> bool:
        """Use the code of that step. True for exactly one of any number of concurrent calls."""
        mine = (col(SecondFactor.person_id) == person_id) & (col(SecondFactor.last_step) < step)
        confirmed = {"last_step": step, "confirmed_at": at}
        return changed(self.session, update(SecondFactor).where(mine).values(**confirmed)) == 1

    def use_recovery_code(self, person_id: UUID, code_hash: str, *, at: datetime) -> bool:
        """Use a recovery code. True for exactly one of any number of concurrent calls."""
        mine = (col(RecoveryCode.person_id) == person_id) & (col(RecoveryCode.code_hash) == code_hash)
        unused = update(RecoveryCode).where(mine, col(RecoveryCode.used_at).is_(None))
        return changed(self.session, unused.values(used_at=at)) == 1

    def renew_recovery_codes(self, person_id: UUID, hashes: Sequence[str]) -> None:
        self.session.execute(delete(RecoveryCode).where(col(RecoveryCode.person_id) == person_id))
        self.session.add_all(RecoveryCode(code_hash=code_hash, person_id=person_id) for code_hash in hashes)
        self.flush()

    def forget(self, person_id: UUID) -> bool:
        """Delete the authenticator and its recovery codes. True where there was one."""
        self.session.execute(delete(RecoveryCode).where(col(RecoveryCode.person_id) == person_id))
        return changed(self.session, delete(SecondFactor).where(col(SecondFactor.person_id) == person_id)) == 1

    def decides_for_others(self, person_id: UUID) -> bool:
        """True where the person is coordinator anywhere, or broker or administrator."""
        held = exists().where(col(Membership.person_id) == person_id, col(Membership.role).in_(_DECIDING_ROLES), LIVE)
        return bool(self.session.scalar(select(held)))
