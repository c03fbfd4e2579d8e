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

POWERFUL = (Role.COORDINATOR, Role.BROKER, Role.ADMIN)


class SecondFactors(Repository[SecondFactor]):
    """People's authenticators and recovery codes."""

    def find(self, person_id: UUID) -> SecondFactor | None:
        return self.session.scalars(select(SecondFactor).where(col(SecondFactor.person_id) == person_id)).one_or_none()

    def has(self, person_id: UUID) -> bool:
        """Whether the person has an authenticator that was confirmed."""
        factor = self.find(person_id)
        return factor is not None and factor.confirmed_at is not None

    def begin(self, factor: SecondFactor) -> SecondFactor:
        """Raises Busy where another page began at the same moment."""
        return self.add(factor, unless=Busy())

    def forget_unconfirmed(self, person_id: UUID) -> None:
        unconfirmed = (col(SecondFactor.person_id) == person_id) & col(SecondFactor.confirmed_at).is_(None)
        self.session.execute(delete(SecondFactor).where(unconfirmed))

    def use_step(self, person_id: UUID, step: int, *, at: datetime) -> bool:
        """Whether this call is the one that uses the code of that step: of any number at once exactly one is."""
        mine = (col(SecondFactor.person_id) == person_id) & (col(SecondFactor.last_step) < step)
        confirmed = {"last_step": step, "confirmed_at": at}
        return changed(self.session, update(SecondFactor).where(mine).values(**confirmed)) == 1

    def use_recovery_code(self, person_id: UUID, code_hash: str, *, at: datetime) -> bool:
        """Whether this call is the one that uses the code."""
        mine = (col(RecoveryCode.person_id) == person_id) & (col(RecoveryCode.code_hash) == code_hash)
        unused = update(RecoveryCode).where(mine, col(RecoveryCode.used_at).is_(None))
        return changed(self.session, unused.values(used_at=at)) == 1

    def renew_recovery_codes(self, person_id: UUID, hashes: Sequence[str]) -> None:
        self.session.execute(delete(RecoveryCode).where(col(RecoveryCode.person_id) == person_id))
        self.session.add_all(RecoveryCode(code_hash=code_hash, person_id=person_id) for code_hash in hashes)
        self.flush()

    def forget(self, person_id: UUID) -> bool:
        """Whether there was one."""
        self.session.execute(delete(RecoveryCode).where(col(RecoveryCode.person_id) == person_id))
        return changed(self.session, delete(SecondFactor).where(col(SecondFactor.person_id) == person_id)) == 1

    def decides_for_others(self, person_id: UUID) -> bool:
        """Whether the person is a coordinator anywhere, or of those who run the scheme."""
        held = exists().where(col(Membership.person_id) == person_id, col(Membership.role).in_(POWERFUL), LIVE)
        return bool(self.session.scalar(select(held)))
