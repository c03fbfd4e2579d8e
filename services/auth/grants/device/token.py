"""The token for a device code, once the person has confirmed it elsewhere (RFC 8628 §3.4, §3.5)."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from services.auth.domain import hashed
from services.auth.errors import (
    AccessDenied,
    AuthorizationPending,
    ExpiredToken,
    InvalidGrant,
    InvalidRequest,
    SlowDown,
    TokenRefused,
)
from services.auth.models import Client, DeviceCode
from services.auth.repository import DeviceCodes, Sessions
from services.auth.schemas import TokenRead
from services.auth.service.granting import Granted, grant_tokens
from services.auth.service.signing import OwnKeys
from services.auth.service.tokens import issue_for_login
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.database import Database

GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code"
SLOWER_SECONDS = 5


def poll(
    database: Database, keys: OwnKeys, settings: AuthSettings, client: Client, asked: Mapping[str, str]
) -> TokenRead:
    """Raises AuthorizationPending and SlowDown until somebody decides, then once gives the token or says why not."""
    if "device_code" not in asked:
        raise InvalidRequest()
    keys.signer()  # before the code is used up: without a key the client can try again
    with database.write() as session:
        outcome = _polled(session, settings, client, hashed(asked["device_code"]))
    if isinstance(outcome, TokenRefused):  # raised here, so that what was changed meanwhile stays
        raise outcome
    return issue_for_login(keys, settings, outcome)


def _polled(session: Session, settings: AuthSettings, client: Client, device_hash: str) -> Granted | TokenRefused:
    codes, now = DeviceCodes(session), clock.now()
    code = codes.find(device_hash)
    if code is None or code.client_id != client.client_id or code.used_at is not None:
        return InvalidGrant()
    if code.expires_at <= now:
        return ExpiredToken()
    if code.denied_at is not None:
        return AccessDenied()
    if code.session_id is None:
        return AuthorizationPending() if codes.pace(code, slower_by=SLOWER_SECONDS, at=now) else SlowDown()
    return _granted(session, settings, code) or InvalidGrant()


def _granted(session: Session, settings: AuthSettings, code: DeviceCode) -> Granted | None:
    if code.session_id is None or not DeviceCodes(session).use(code.device_hash, at=clock.now()):
        return None
    login = Sessions(session).find(code.session_id)
    return grant_tokens(session, settings, login) if login else None
