"""Gets tokens by a code confirmed in a browser (RFC 8628) and by a refresh token (RFC 6749 §6), and revokes them."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import httpx

from ressurspool.client.http import http_client
from ressurspool.client.login import OWN, REQUEST_SECONDS, SCOPES, Application, Login, LoginError, granted_login
from ressurspool.client.problem import OriginUnreachable

OFFLINE_SCOPES = f"{SCOPES} offline_access"  # with a refresh token
SLOWER_SECONDS = 5  # what slow_down asks for (RFC 8628 §3.5)
_DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"


@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """The address where a person confirms the login, and the code; `complete` is the address with the code in it."""

    address: str
    complete: str
    user_code: str


def login_by_code(
    origin: str,
    *,
    show: Callable[[Confirmation], object],
    scope: str = OFFLINE_SCOPES,
    pause: Callable[[float], object] = time.sleep,
    application: Application = OWN,
) -> Login:
    """Log in by confirming a code in a browser, on this machine or another. `show` shows the person where.

    Raises LoginError where the person says no, or nobody confirms in time; OriginUnreachable.
    """
    with http_client(seconds=REQUEST_SECONDS) as http:
        given = _sent(http, origin, "device_authorization", {"scope": scope, **application.form()})
        if given.status_code != 200:
            raise LoginError(f"The login could not begin: {_error_in(given)}.")
        begun = given.json()
        show(
            Confirmation(
                address=begun["verification_uri"],
                complete=begun.get("verification_uri_complete", begun["verification_uri"]),
                user_code=begun["user_code"],
            )
        )
        form = {"grant_type": _DEVICE_GRANT, "device_code": begun["device_code"]}
        return _awaited(http, origin, form, application, interval=begun.get("interval", 5), pause=pause)


def _awaited(
    http: httpx.Client,
    origin: str,
    form: dict[str, str],
    application: Application,
    *,
    interval: float,
    pause: Callable[[float], object],
) -> Login:
    """Poll, as seldom as the server asks, until the person has decided. The server ends the wait after ten minutes."""
    while True:
        pause(interval)
        asked_at = time.time()
        answer = _sent(http, origin, "token", form | application.form())
        if answer.status_code == 200:
            return granted_login(answer, asked_at=asked_at)
        error = _error_in(answer)
        if error == "slow_down":
            interval += SLOWER_SECONDS
        elif error != "authorization_pending" and answer.status_code != 503:
            raise LoginError(f"Nobody is logged in: {error}.")


def refreshed(
    origin: str, refresh_token: str, *, application: Application = OWN, http: httpx.Client | None = None
) -> Login:
    """The next access and refresh tokens; the given refresh token is used up. Raises LoginError, OriginUnreachable.

    `http` is the program's own HTTP client, where it has one.
    """
    form = {"grant_type": "refresh_token", "refresh_token": refresh_token, **application.form()}
    with _own_or(http) as client:
        asked_at = time.time()
        answer = _sent(client, origin, "token", form)
    if answer.status_code >= 500 or answer.status_code == 429:  # nothing is said of the login
        raise OriginUnreachable(origin)
    if answer.status_code != 200:
        raise LoginError(f"The login has ended: {_error_in(answer)}.")
    return granted_login(answer, asked_at=asked_at)


def revoke(
    origin: str, refresh_token: str, *, application: Application = OWN, http: httpx.Client | None = None
) -> None:
    """End the login that the refresh token belongs to (RFC 7009). Raises OriginUnreachable."""
    with _own_or(http) as client:
        answer = _sent(client, origin, "revoke", {"token": refresh_token, **application.form()})
    if answer.status_code >= 500:
        raise OriginUnreachable(origin)


def _own_or(http: httpx.Client | None) -> AbstractContextManager[httpx.Client]:
    return http_client(seconds=REQUEST_SECONDS) if http is None else nullcontext(http)


def _sent(http: httpx.Client, origin: str, endpoint: str, form: dict[str, str]) -> httpx.Response:
    try:
        return http.post(f"{origin}/oauth/{endpoint}", data=form)
    except httpx.TransportError:
        raise OriginUnreachable(origin) from None


def _error_in(answer: httpx.Response) -> str:
    try:
        return str(answer.json().get("error") or f"HTTP {answer.status_code}")
    except (ValueError, AttributeError):
        return f"HTTP {answer.status_code}"
