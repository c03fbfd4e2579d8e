"""The device authorization request: a program asks for a login elsewhere (RFC 8628 §3.1)."""

from collections.abc import Mapping
from datetime import timedelta

from services.auth.clients.domain import LOOPBACK, granted_scope
from services.auth.clients.models import Client
from services.auth.devices.errors import SlowDown
from services.auth.devices.models import DeviceCode
from services.auth.devices.repository import DeviceCodes
from services.auth.devices.schemas import DeviceAuthorizationRead
from services.auth.devices.user_code import new_user_code
from services.auth.limits.repository import Gate, GuessGates
from services.auth.limits.service import network_of
from services.auth.oauth.errors import InvalidScope, UnauthorizedClient
from services.kit import clock, context
from services.kit.data.database import Database
from services.kit.errors import Busy
from services.kit.ids import hashed, new_secret

LIFE_SECONDS = 600
INTERVAL_SECONDS = 5
BEGUN_AT_ONCE = 60  # from one network: beginning needs no proof, and each device code is a row
PAGE = "/oauth/device"


def authorize_device(
    database: Database, client: Client, parameters: Mapping[str, str], *, issuer: str
) -> DeviceAuthorizationRead:
    """Make a device code to poll with, and a user code for the person.

    Only for our own programs on a person's machine; a body's app is refused. Other clients have a browser, or no
    person. Raises UnauthorizedClient, InvalidScope, SlowDown.
    """
    if LOOPBACK not in client.redirect_uris or client.orgnr is not None:
        raise UnauthorizedClient()
    scope = granted_scope(parameters.get("scope", ""), allowed=client.scopes)
    if scope is None:
        raise InvalidScope()
    device_code, user_code, now = new_secret(), new_user_code(), clock.now()
    row = DeviceCode(
        device_hash=hashed(device_code),
        user_hash=hashed(user_code),
        client_id=client.client_id,
        scope=scope,
        interval_seconds=INTERVAL_SECONDS,
        poll_after=now,
        expires_at=now + timedelta(seconds=LIFE_SECONDS),
    )
    with database.write() as session:
        if not GuessGates(session).pass_through(_gate(), at=now):
            raise SlowDown()
        DeviceCodes(session).add(row, unless=Busy())  # the user code is taken: once in a very long time
    return DeviceAuthorizationRead(
        device_code=device_code,
        user_code=user_code,
        verification_uri=f"{issuer}{PAGE}",
        verification_uri_complete=f"{issuer}{PAGE}?user_code={user_code}",
        expires_in=LIFE_SECONDS,
        interval=INTERVAL_SECONDS,
    )


def _gate() -> Gate:
    network = network_of(context.current().address or "")
    return Gate(key=hashed(f"device codes {network}"), burst=BEGUN_AT_ONCE, pace=timedelta(seconds=3))
