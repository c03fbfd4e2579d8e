"""How web reaches the API, as one of its clients: in a person's name, and as the application that logs people in."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_private_key

from ressurspool.client import Application, Attempt, Client, Login
from ressurspool.client.tokens import OFFLINE_SCOPES, refreshed, revoke
from services.kit import clock
from services.kit.calls.api_client import ApiTransport, HttpClient, HttpRequest, api_client
from services.scheme.services import WEB
from services.web.settings import WebSettings

CALLBACK = "/web/callback"
ASSERTION_SECONDS = 60
PATIENCE_SECONDS = 3.0  # of all tries of one call: somebody waits for the page


class NoKey(Exception):
    """The setting WEB_CLIENT_KEY has no RSA key in it."""


class ClientKey:
    """Signs the assertions by which web proves who it is (RFC 7523 §2.2)."""

    def __init__(self, setting: str) -> None:
        """`setting` is the PKCS #8 form in base64. Raises NoKey."""
        try:
            key = load_der_private_key(base64.b64decode(setting, validate=True), None)
        except ValueError:
            raise NoKey() from None
        if not isinstance(key, RSAPrivateKey):
            raise NoKey()
        self._key = key
        numbers = key.public_key().public_numbers()
        jwk = {"e": _number(numbers.e), "kty": "RSA", "n": _number(numbers.n)}
        canonical = json.dumps(jwk, separators=(",", ":"), sort_keys=True).encode()
        self._kid = _base64url(sha256(canonical).digest())  # RFC 7638

    def assertion(self, audience: str) -> str:
        """A JWT that is used once, within a minute."""
        now = int(clock.now().timestamp())
        claims = {"iss": WEB, "sub": WEB, "aud": audience, "jti": uuid4().hex, "iat": now}
        header = {"alg": "RS256", "typ": "JWT", "kid": self._kid}
        signed = ".".join(
            _base64url(json.dumps(part).encode()) for part in (header, claims | {"exp": now + ASSERTION_SECONDS})
        )
        return f"{signed}.{_base64url(self._key.sign(signed.encode(), PKCS1v15(), SHA256()))}"


@dataclass(frozen=True)
class Api:
    """The API, as web's settings say where it is."""

    settings: WebSettings

    @cached_property
    def transport(self) -> ApiTransport:
        return ApiTransport(self.settings.addresses())

    @cached_property
    def key(self) -> ClientKey:
        """Raises NoKey."""
        return ClientKey(self.settings.client_key.get_secret_value())

    @property
    def has_key(self) -> bool:
        try:
            return self.key is not None
        except NoKey:
            return False

    @cached_property
    def application(self) -> Application:
        return Application(client_id=WEB, assertion=lambda: self.key.assertion(self.settings.origin))

    def client(
        self,
        token: str | None = None,
        *,
        language: str = "nb",
        sent: Callable[[HttpRequest], None] | None = None,
        new_key: Callable[[], str] | None = None,
    ) -> Client:
        """A client in a person's name. `sent` is called with each request, `new_key` gives each POST its key."""
        http = api_client(self.transport, seconds=self.settings.api_seconds, sent=sent)
        made = Client(self.settings.origin, token=token, language=language, patience=PATIENCE_SECONDS, http=http)
        if new_key is not None:
            made.transport.new_key = new_key
        return made

    def attempt(self, **kept: str) -> Attempt:
        """An attempt to log in; with `kept` one that began in an earlier request."""
        return Attempt(
            origin=self.settings.origin,
            redirect_uri=self.settings.origin + CALLBACK,
            application=self.application,
            scope=OFFLINE_SCOPES,
            **kept,
        )

    def redeem(self, attempt: Attempt, code: str) -> Login:
        """Raises LoginError, OriginUnreachable."""
        return attempt.redeem(code, self._http())

    def refreshed(self, refresh_token: str) -> Login:
        """Raises LoginError, OriginUnreachable."""
        return refreshed(self.settings.origin, refresh_token, application=self.application, http=self._http())

    def revoke(self, refresh_token: str) -> None:
        """Raises OriginUnreachable."""
        revoke(self.settings.origin, refresh_token, application=self.application, http=self._http())

    def _http(self) -> HttpClient:
        return api_client(self.transport, seconds=self.settings.api_seconds)


def _number(value: int) -> str:
    return _base64url(value.to_bytes((value.bit_length() + 7) // 8))


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
