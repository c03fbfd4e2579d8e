"""Clients with keys of their own, and what they sign; joserfc signs also what a good client would not."""

import base64
import hmac
import json
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import uuid4

import httpx
from joserfc import jws, jwt
from joserfc.jwk import RSAKey

from services.auth.tokens.client_authentication import ASSERTION_TYPE
from services.auth.tokens.jwt_bearer import GRANT_TYPE
from services.kit import clock
from tests.support.api import Api
from tests.support.callers import HUSBANKEN, ISSUER, person

SCOPES = ["organisation:read", "pool:read", "events:read"]


def a_key(kid: str = "2026-1") -> RSAKey:
    """The key of that name, made once."""
    return _made(kid)


@cache
def _made(kid: str) -> RSAKey:
    return RSAKey.generate_key(2048, parameters={"kid": kid})


def public(kid: str = "2026-1") -> dict[str, Any]:
    """The key as a client registers it."""
    return dict(a_key(kid).as_dict(private=False))


def a_client_with_keys(*kids: str, **changes: Any) -> dict[str, Any]:
    keys = {"keys": [public(kid) for kid in kids or ("2026-1",)]}
    method = {"token_endpoint_auth_method": "private_key_jwt", "jwks": keys}
    return {"name": "HR-systemet", "scopes": SCOPES, **method, **changes}


@dataclass(frozen=True)
class Signer:
    """A registered client, and how it signs."""

    client_id: str
    id: str

    def claims(self, **changes: Any) -> dict[str, Any]:
        """Good claims for either use; `changes` replace or, where None, remove some."""
        now = int(clock.now().timestamp())
        good: dict[str, Any] = {"iss": self.client_id, "sub": self.client_id, "aud": ISSUER, "scope": "pool:read"}
        good |= {"jti": uuid4().hex, "iat": now, "exp": now + 60}
        return {name: value for name, value in {**good, **changes}.items() if value is not None}

    def sign(self, *, key: Any = None, header: dict[str, Any] | None = None, **changes: Any) -> str:
        full = {"alg": "RS256", "kid": "2026-1", **(header or {})}
        named = {name: value for name, value in full.items() if value is not None}
        algorithms = ["RS256", "RS512", "PS256"]
        return jwt.encode(named, self.claims(**changes), key or a_key(), algorithms=algorithms)

    def sign_raw(self, payload: str) -> str:
        """Whatever the payload is."""
        return jws.serialize_compact({"alg": "RS256", "kid": "2026-1"}, payload, a_key())

    def forge(self, header: dict[str, Any], secret: bytes | None = None) -> str:
        """Unsigned, or signed by HMAC with what everybody can have: the public key."""
        unsigned = f"{_encoded(json.dumps(header).encode())}.{_encoded(json.dumps(self.claims()).encode())}"
        return f"{unsigned}.{_encoded(hmac.digest(secret, unsigned.encode(), 'sha256')) if secret else ''}"


def a_signer(api: Api, *kids: str, **changes: Any) -> Signer:
    created = api.post("/v1/clients", person("coordinator", HUSBANKEN), json=a_client_with_keys(*kids, **changes))
    assert created.status_code == 201, created.text
    return Signer(created.json()["client_id"], created.json()["id"])


def hostile(signer: Signer) -> dict[str, str]:
    """Assertions that differ from a good one in one thing, for either use."""
    return {**_of_another_form(signer), **_from_another(signer), **_at_another_time(signer)}


def _of_another_form(signer: Signer) -> dict[str, str]:
    header = {"alg": "RS256", "kid": "2026-1", "typ": "JWT"}
    return {
        "nothing like it": "abc",
        "no signature": signer.sign().rpartition(".")[0] + ".",
        "unsigned": signer.forge({**header, "alg": "none"}),
        "our public key as a secret": signer.forge({**header, "alg": "HS256"}, a_key().as_pem(private=False)),
        "the DER of it": signer.forge({**header, "alg": "HS256"}, a_key().as_der(private=False)),
        "another algorithm": signer.sign(header={"alg": "RS512"}),
        "PS256": signer.sign(header={"alg": "PS256"}),
        "no kid": signer.sign(header={"kid": None}),
        "a kid that is not registered": signer.sign(header={"kid": "2031-1"}),
        "another key under a registered kid": signer.sign(key=a_key("stranger")),
        "an access token's type": signer.sign(header={"typ": "at+jwt"}),
        "a key in the header": signer.sign(header={"jwk": public()}),
        "a deep header": _encoded(b"[" * 3000) + ".e30.x",
        "a deep payload": signer.sign_raw("[" * 3000),
        "a payload that is no object": signer.sign_raw("[]"),
        "too long": signer.sign(padding="x" * 9000),
    }


def _from_another(signer: Signer) -> dict[str, str]:
    raw = signer.claims()
    return {
        "no issuer": signer.sign(iss=None),
        "an issuer we do not know": signer.sign(iss=str(uuid4())),
        "an issuer that is a list": signer.sign_raw(json.dumps(raw | {"iss": [signer.client_id]})),
        "an issuer beyond text": signer.sign_raw(json.dumps(raw | {"iss": "\ud800"})),
        "an issuer with NUL": signer.sign(iss="a\0b"),
        "an app as issuer": signer.sign(iss="cli", sub="cli"),
        "a service as issuer": signer.sign(iss="pool", sub="pool"),
        "another subject": signer.sign(sub="somebody"),
        "no audience": signer.sign(aud=None),
        "another audience": signer.sign(aud="https://elsewhere.example"),
        "the token endpoint as audience": signer.sign(aud=f"{ISSUER}/oauth/token"),
        "our issuer with a slash": signer.sign(aud=f"{ISSUER}/"),
        "our issuer among others": signer.sign(aud=[ISSUER, "https://elsewhere.example"]),
    }


def _at_another_time(signer: Signer) -> dict[str, str]:
    now, raw = int(clock.now().timestamp()), signer.claims()
    return {
        "no id": signer.sign(jti=None),
        "an empty id": signer.sign(jti=""),
        "no beginning": signer.sign(iat=None),
        "begun in the future": signer.sign(iat=now + 60, exp=now + 120),
        "begun long ago": signer.sign(iat=now - 400, exp=now + 60),
        "a beginning that is true": signer.sign_raw(json.dumps(raw | {"iat": True})),
        "no end": signer.sign(exp=None),
        "ended": signer.sign(iat=now - 9, exp=now - 12),
        "a life that is too long": signer.sign(exp=now + 86400),
        "an end that is text": signer.sign_raw(json.dumps(raw | {"exp": str(now + 60)})),
        "an end that is infinite": signer.sign_raw(json.dumps(raw | {"exp": float("inf")})),
        "an end beyond the calendar": signer.sign_raw(json.dumps(raw | {"exp": 10**30})),
        "not yet valid": signer.sign(nbf=now + 300),
    }


def authenticate(api: Api, assertion: str, /, **changes: str | None) -> httpx.Response:
    """Ask for a token by client_credentials with private_key_jwt."""
    good = {"grant_type": "client_credentials", "client_assertion_type": ASSERTION_TYPE, "client_assertion": assertion}
    form = {name: value for name, value in {**good, **changes}.items() if value is not None}
    return api.post("/oauth/token", data=form)


def exchange(api: Api, assertion: str, /, **more: str) -> httpx.Response:
    """Ask for a token by the JWT-bearer grant."""
    return api.post("/oauth/token", data={"grant_type": GRANT_TYPE, "assertion": assertion, **more})


def _encoded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).decode().rstrip("=")
