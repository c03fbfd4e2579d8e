"""Logs a person in: authorization code with PKCE (RFC 6749 §4.1, RFC 7636), redirected to loopback (RFC 8252)."""

import base64
import hashlib
import secrets
import time
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx

from ressurspool.client.form import Totp, answer_forms, patiently
from ressurspool.client.http import http_client
from ressurspool.client.loopback import Callback
from ressurspool.client.problem import OriginUnreachable

API_SCOPES = (  # the scopes that an agency's own client may have too
    "organisation:read organisation:manage pool:join pool:read pool:endorse needs:read needs:post matching:read "
    "placements:read placements:apply placements:offer placements:decide notify:read events:read"
)
SCOPES = f"{API_SCOPES} account:manage"
LOGIN_SECONDS = 300
REQUEST_SECONDS = 15
EARLY_SECONDS = 30  # a token is not used for its last moments


_ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class LoginError(Exception):
    """The login was refused or not finished. The message is for the person who logs in."""


@dataclass(frozen=True, kw_only=True)
class Application:
    """The program that somebody logs in with, as it is registered (`POST /auth/v1/clients`); our own if none is given.

    An application on a server has a key (`private_key_jwt`). `assertion` then returns a fresh JWT for each request,
    signed with that key (RFC 7523 §2.2): `iss` and `sub` are the client_id, `aud` is the origin.
    """

    client_id: str = "cli"
    assertion: Callable[[], str] | None = None

    def form(self) -> dict[str, str]:
        """The parameters by which the program says, and where it has a key proves, which one it is."""
        named = {"client_id": self.client_id}
        if self.assertion is None:
            return named
        return named | {"client_assertion_type": _ASSERTION_TYPE, "client_assertion": self.assertion()}


OWN = Application()


@dataclass(frozen=True, kw_only=True)
class Login:
    """An access token, when it ends (seconds since 1970), and the refresh token where there is one."""

    access_token: str
    expires_at: float
    scope: str
    refresh_token: str | None = None
    details: list[dict[str, str]] = field(default_factory=list)  # for a login with one purpose (RFC 9396)

    @property
    def live(self) -> bool:
        return time.time() < self.expires_at - EARLY_SECONDS


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One attempt to log in: its secrets, and the address that the server redirects to.

    A web application sends the browser to `address`, keeps `verifier` and `state` in the browser's session, and
    calls `code_of` and `redeem` where the browser comes back.
    """

    origin: str
    redirect_uri: str
    application: Application = OWN
    scope: str = SCOPES
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    state: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def address(self) -> str:
        """The address of the login page."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).decode().rstrip("=")
        asked = {
            "response_type": "code",
            "client_id": self.application.client_id,
            "redirect_uri": self.redirect_uri,
            "scope": self.scope,
            "state": self.state,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return f"{self.origin}/oauth/authorize?{urlencode(asked)}"

    def code_of(self, address: str) -> str:
        """The code in the address redirected to. Raises LoginError where it does not belong to this attempt."""
        answer = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        if answer.get("state") != self.state:
            raise LoginError("The answer belongs to another login.")
        if answer.get("iss", self.origin) != self.origin:  # RFC 9207: mix-up with another server
            raise LoginError("The answer came from another server.")
        if "code" not in answer:
            raise LoginError(f"The login was refused: {answer.get('error', 'no code')}.")
        return answer["code"]

    def redeem(self, code: str, http: httpx.Client) -> Login:
        """Exchange the code for tokens. Raises LoginError, OriginUnreachable."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect_uri,
            "code_verifier": self.verifier,
            **self.application.form(),
        }
        asked_at = time.time()
        try:
            answer = patiently(partial(http.post, f"{self.origin}/oauth/token", data=form))
        except httpx.TransportError:
            raise OriginUnreachable(self.origin) from None
        if answer.status_code != 200:
            raise LoginError(f"No token was given: {_error_of(answer)}.")
        return granted_login(answer, asked_at=asked_at)


def login(
    origin: str,
    *,
    open_page: Callable[[str], object] = webbrowser.open,
    scope: str = SCOPES,
    application: Application = OWN,
) -> Login:
    """Log in by the browser of this machine. `open_page` is called with the address of the login page."""
    with Callback() as callback, http_client(seconds=REQUEST_SECONDS) as http:
        attempt = Attempt(
            origin=origin.rstrip("/"), redirect_uri=callback.address, application=application, scope=scope
        )
        open_page(attempt.address)
        answered = callback.wait(LOGIN_SECONDS)
        if answered is None:
            raise LoginError("Nobody logged in within five minutes.")
        return attempt.redeem(attempt.code_of(answered), http)


def login_with_form(
    origin: str,
    email: str,
    password: str,
    orgnr: str | None = None,
    *,
    scope: str = SCOPES,
    totp: Totp | None = None,
) -> Login:
    """Log in by filling in the real login page, for demonstrations and tests: people have no other way to a token.

    `orgnr` is the body to act for, where the person belongs to several. `totp`, such as an `Authenticator`, returns
    the codes where a second factor is asked for. Raises LoginError.
    """
    with http_client(seconds=REQUEST_SECONDS) as http:
        attempt = Attempt(origin=origin.rstrip("/"), redirect_uri="http://127.0.0.1:1/callback", scope=scope)
        known = {"email": email, "password": password, "org": orgnr}
        try:
            address = answer_forms(http, attempt.address, known, until=attempt.redirect_uri, totp=totp)
        except ValueError as error:
            raise LoginError(str(error)) from error
        return attempt.redeem(attempt.code_of(address), http)


def granted_login(answer: httpx.Response, *, asked_at: float) -> Login:
    """The login in a successful answer of the token endpoint."""
    granted = answer.json()
    return Login(
        access_token=granted["access_token"],
        expires_at=asked_at + float(granted.get("expires_in", 0)),
        scope=granted.get("scope", ""),
        refresh_token=granted.get("refresh_token"),
        details=granted.get("authorization_details", []),
    )


def _error_of(answer: httpx.Response) -> str:
    try:
        body = answer.json()
    except ValueError:
        return f"HTTP {answer.status_code}"
    return str(body.get("error_description") or body.get("error") or body.get("title") or f"HTTP {answer.status_code}")
