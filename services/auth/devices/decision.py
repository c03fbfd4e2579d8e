"""The person's yes or no to a waiting program, which decides whether it gets their login."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from services.auth.audit.models import DONE, Action
from services.auth.audit.service import Actor, record_audit
from services.auth.devices.errors import AccessDenied
from services.auth.devices.models import DeviceCode
from services.auth.devices.repository import DeviceCodes
from services.auth.sessions.domain import EndReason
from services.auth.sessions.models import LoginSession
from services.auth.sessions.repository import Sessions
from services.auth.sessions.service import end_session
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.ids import hashed


@dataclass(frozen=True, kw_only=True)
class Pending:
    """A program that waits, and the login that it may get."""

    code: DeviceCode
    login: LoginSession
    user_code: str

    @property
    def scopes(self) -> list[str]:
        """The scopes that the program asks for and the login has."""
        return [scope for scope in self.code.scope.split() if scope in self.login.scope.split()]


def find_pending(session: Session, session_id: UUID, user_code: str) -> Pending | None:
    """The waiting program and the login; None once either can no longer be used."""
    code = DeviceCodes(session).find_pending(hashed(user_code), at=clock.now())
    login = Sessions(session).find(session_id)
    if code is None or login is None or login.ended_at is not None or login.expires_at <= clock.now():
        return None
    return Pending(code=code, login=login, user_code=user_code)


def decide(session: Session, settings: AuthSettings, found: Pending, *, yes: bool) -> bool:
    """Give the login to the program, or end it. True for exactly one of any number of concurrent calls."""
    codes, login, now = DeviceCodes(session), found.login, clock.now()
    first = codes.confirm(found.code, login.id, at=now) if yes else codes.deny(found.code, at=now)
    if first:
        result = DONE if yes else AccessDenied.error
        by = Actor(sub=str(login.person_id), client_id=found.code.client_id, org=login.orgnr, session_id=login.id)
        record_audit(session, Action.LOGIN_DEVICE, by, result=result)
    if first and yes:
        _hand_over(settings, found)
    else:
        end_session(Sessions(session), login, reason=EndReason.BY_PERSON)
    return first


def _hand_over(settings: AuthSettings, found: Pending) -> None:
    """Make the program the login's client. The login lasts until a token fetched at the last moment has expired."""
    login, code = found.login, found.code
    login.client_id, login.scope, login.version = code.client_id, " ".join(found.scopes), login.version + 1
    login.expires_at = code.expires_at + timedelta(seconds=settings.token_seconds)
