"""Every query about device codes."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlmodel import col

from services.auth.devices.models import DeviceCode
from services.kit.data.repository import Repository, changed

_PENDING = col(DeviceCode.session_id).is_(None) & col(DeviceCode.denied_at).is_(None)


class DeviceCodes(Repository[DeviceCode]):
    """Device codes and the user codes that belong to them."""

    def find(self, device_hash: str) -> DeviceCode | None:
        return self.session.scalars(select(DeviceCode).where(col(DeviceCode.device_hash) == device_hash)).one_or_none()

    def find_pending(self, user_hash: str, *, at: datetime) -> DeviceCode | None:
        """The device code of a typed user code, while it can still be decided."""
        query = select(DeviceCode).where(col(DeviceCode.user_hash) == user_hash, _PENDING)
        return self.session.scalars(query.where(col(DeviceCode.expires_at) > at)).one_or_none()

    def confirm(self, code: DeviceCode, session_id: UUID, *, at: datetime) -> bool:
        """True for exactly one of any number of concurrent calls that confirm or deny."""
        return self._decide(code, at=at, session_id=session_id)

    def deny(self, code: DeviceCode, *, at: datetime) -> bool:
        """True for exactly one of any number of concurrent calls that confirm or deny."""
        return self._decide(code, at=at, denied_at=at)

    def _decide(self, code: DeviceCode, *, at: datetime, **decision: object) -> bool:
        statement = update(DeviceCode).where(col(DeviceCode.device_hash) == code.device_hash, _PENDING)
        return changed(self.session, statement.where(col(DeviceCode.expires_at) > at).values(**decision)) == 1

    def pace(self, code: DeviceCode, *, slower_by: int, at: datetime) -> bool:
        """Whether a poll comes late enough. An early one lengthens the interval for good (RFC 8628 §3.5)."""
        mine = col(DeviceCode.device_hash) == code.device_hash
        then = at + timedelta(seconds=code.interval_seconds)
        due = update(DeviceCode).where(mine, col(DeviceCode.poll_after) <= at).values(poll_after=then)
        if changed(self.session, due):
            return True
        longer = col(DeviceCode.interval_seconds) + slower_by
        slower = {"interval_seconds": longer, "poll_after": then + timedelta(seconds=slower_by)}
        changed(self.session, update(DeviceCode).where(mine).values(**slower))
        return False

    def use(self, device_hash: str, *, at: datetime) -> bool:
        """True for exactly one of any number of concurrent calls."""
        confirmed = (col(DeviceCode.device_hash) == device_hash) & col(DeviceCode.session_id).is_not(None)
        statement = update(DeviceCode).where(confirmed, col(DeviceCode.used_at).is_(None))
        return changed(self.session, statement.where(col(DeviceCode.expires_at) > at).values(used_at=at)) == 1

    def forget_expired(self, *, before: datetime) -> None:
        self.session.execute(delete(DeviceCode).where(col(DeviceCode.expires_at) < before))
