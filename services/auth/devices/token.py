"""The device code grant: a program polls for its tokens (RFC 8628 §3.4, §3.5)."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from services.auth.clients.models import Client
from services.auth.devices.errors import AccessDenied, AuthorizationPending, ExpiredToken, SlowDown
from services.auth.devices.models import DeviceCode
from services.auth.devices.repository import DeviceCodes
from services.auth.keys.own_keys import OwnKeys
from services.auth.oauth.errors import InvalidGrant, InvalidRequest, OAuthError
from services.auth.sessions.repository import Sessions
from services.auth.settings import AuthSettings
from services.auth.tokens.entitlement import Entitlement, grant_tokens
from services.auth.tokens.issue import issue_for_login
from services.auth.tokens.schemas import TokenRead
from services.kit import clock
from services.kit.data.database import Database
from services.kit.ids import hashed

GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code"
SLOWER_SECONDS = 5


def poll(
    database: Database, keys: OwnKeys, settings: AuthSettings, client: Client, parameters: Mapping[str, str]
) -> TokenRead:
    """The tokens, once, after somebody has confirmed. Raises AuthorizationPending and SlowDown until somebody decides.

    Raises AccessDenied, ExpiredToken, InvalidGrant, InvalidRequest.
    """
    if "device_code" not in parameters:
        raise InvalidRequest()
    keys.signer()  # before the code is used up: without a key the client can try again
    with database.write() as session:
        outcome = _polled(session, settings, client, hashed(parameters["device_code"]))
    if isinstance(outcome, OAuthError):  # raised after the commit, so that a longer interval is stored
        raise outcome
    return issue_for_login(keys, settings, outcome)


def _polled(session: Session, settings: AuthSettings, client: Client, device_hash: str) -> Entitlement | OAuthError:
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


def _granted(session: Session, settings: AuthSettings, code: DeviceCode) -> Entitlement | None:
    if code.session_id is None or not DeviceCodes(session).use(code.device_hash, at=clock.now()):
        return None
    login = Sessions(session).find(code.session_id)
    return grant_tokens(session, settings, login) if login else None
