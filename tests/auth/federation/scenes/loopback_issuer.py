"""A hand-written issuer on loopback: discovery, keys and tokens, each as good or as bad as a test asks."""

import base64
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit
from uuid import uuid4

from joserfc import jws
from joserfc.jwk import RSAKey

from services.auth.oauth.pkce import proves
from services.kit import clock
from tests.support.strangers import Stranger, as_json, stranger

CLIENT_ID = "ressurspool-at-issuer"
SECRET = "a secret at the issuer/with+signs"
FODSELSNUMMER = "01010112345"  # in every id_token, so that tests can look for it everywhere else


@cache
def issuer_key() -> RSAKey:
    return RSAKey.generate_key(2048, parameters={"kid": "issuer-key"})


@dataclass
class LoopbackIssuer:
    """`claims` and `header` replace or, where None, remove what its id_tokens say; `configuration` likewise."""

    there: Stranger
    subject: str = field(default_factory=lambda: uuid4().hex)
    claims: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    configuration: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=issuer_key)
    asked: dict[str, str] = field(default_factory=dict)
    form: dict[str, str] = field(default_factory=dict)
    authorization: str | None = None

    @property
    def address(self) -> str:
        return self.there.address

    def serve(self) -> None:
        configuration: dict[str, Any] = {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
            "authorization_response_iss_parameter_supported": True,
        }
        self.there.routes["/.well-known/openid-configuration"] = as_json(
            _without_none(configuration, self.configuration)
        )
        self.there.routes["/jwks"] = as_json({"keys": [issuer_key().as_dict(private=False)]})
        self.there.routes["/token"] = self._token

    def log_in(self, location: str) -> dict[str, str]:
        """What a browser brings back that was sent to `location` and logged in."""
        assert location.startswith(f"{self.address}/authorize?"), location
        self.asked = dict(parse_qsl(urlsplit(location).query))
        return {"code": "the-code", "state": self.asked["state"], "iss": self.address}

    def id_token(self) -> str:
        now = int(clock.now().timestamp())
        good: dict[str, Any] = {
            "iss": self.address,
            "sub": self.subject,
            "aud": CLIENT_ID,
            "nonce": self.asked.get("nonce"),
            "iat": now,
            "exp": now + 120,
            "auth_time": now,
            "pid": FODSELSNUMMER,
        }
        header = _without_none({"alg": "RS256", "kid": "issuer-key", "typ": "JWT"}, self.header)
        payload = json.dumps(_without_none(good, self.claims))
        algorithms = ["RS256", "RS384", "RS512", "PS256", "HS256"]
        return jws.serialize_compact(header, payload, self.key, algorithms=algorithms)

    def _token(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        self.form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        self.authorization = handler.headers.get("Authorization")
        good = self.form.get("code") == "the-code" and self.form.get("grant_type") == "authorization_code"
        if not good or not proves(self.form["code_verifier"], self.asked["code_challenge"]):
            as_json({"error": "invalid_grant"}, status=400)(handler, body)
            return
        as_json({"access_token": "x", "token_type": "Bearer", "id_token": self.id_token()})(handler, body)

    @property
    def basic(self) -> str:
        return base64.b64decode((self.authorization or "").removeprefix("Basic ")).decode()


def _without_none(good: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**good, **changes}.items() if value is not None}


@contextmanager
def loopback_issuer() -> Iterator[LoopbackIssuer]:
    with stranger() as there:
        issuer = LoopbackIssuer(there)
        issuer.serve()
        yield issuer
