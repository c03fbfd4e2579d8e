"""Tokens that are not ours, or not any more: auth believes none of them (I8 in small)."""

import base64
import hmac
import json
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from joserfc import jwt
from joserfc.jwk import RSAKey

from services.auth.domain import Holder
from services.auth.repository import SigningKeys
from services.auth.service.tokens import issue
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.database import Database
from tests.support.api import Api, assert_problem
from tests.support.callers import HUSBANKEN

Claims = dict[str, Any]
Make = Callable[["Forger"], str]


@cache
def stolen(pem: str, passphrase: str) -> RSAKey:
    """auth's private key: these tokens are as good as a forger with the key itself could make them."""
    private = load_pem_private_key(pem.encode(), passphrase.encode())
    return RSAKey.import_key(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


@cache
def another_key() -> RSAKey:
    return RSAKey.generate_key(2048)


class Forger:
    """Makes tokens that differ from a good one in one thing."""

    def __init__(self, good: str, kid: str, key: RSAKey) -> None:
        self.good = good
        self.header: Claims = {"alg": "RS256", "kid": kid, "typ": "at+jwt"}
        self.claims: Claims = json.loads(_decoded(good.split(".")[1]))
        self.key = key

    def with_header(self, *without: str, key: Any = None, **changes: Any) -> str:
        header = {name: value for name, value in {**self.header, **changes}.items() if name not in without}
        algorithms = ["RS256", "RS512", "PS256"]
        return jwt.encode(header, self.claims, key or self.key, algorithms=algorithms)

    def with_claims(self, *without: str, **changes: Any) -> str:
        claims = {name: value for name, value in {**self.claims, **changes}.items() if name not in without}
        return jwt.encode(self.header, claims, self.key)

    def with_hmac(self, secret: bytes) -> str:
        """What libraries accepted that take the published key for a secret (CVE-2024-33663)."""
        unsigned = self.raw({**self.header, "alg": "HS256"}).rpartition(".")[0]
        return f"{unsigned}.{_encoded(hmac.digest(secret, unsigned.encode(), 'sha256'))}"

    def later(self, seconds: int) -> int:
        return int((clock.now() + timedelta(seconds=seconds)).timestamp())

    def raw(self, header: Any, payload: str | None = None, signature: str | None = None) -> str:
        _, good_payload, good_signature = self.good.split(".")
        first = _encoded(json.dumps(header).encode())
        return f"{first}.{payload or good_payload}.{good_signature if signature is None else signature}"


def _encoded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).decode().rstrip("=")


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _swapped(forger: Forger, **changes: Any) -> str:
    """The good signature under other claims."""
    return forger.raw(forger.header, _encoded(json.dumps({**forger.claims, **changes}).encode()))


HOSTILE: dict[str, Make] = {
    "empty": lambda f: "",
    "no token at all": lambda f: "a.b.c",
    "two parts": lambda f: f.good.rpartition(".")[0],
    "signature cut off": lambda f: f.good.rpartition(".")[0] + ".",
    "signature of zeros": lambda f: f.good.rpartition(".")[0] + "." + "A" * 342,
    "junk behind": lambda f: f.good + "=",
    "four parts": lambda f: f.good + ".x",
    "too long": lambda f: f.with_claims(padding="x" * 8192),
    "other claims under a good signature": lambda f: _swapped(f, roles=["admin"]),
    "alg none": lambda f: f.raw({**f.header, "alg": "none"}, signature=""),
    "HS256 with the public key as secret": lambda f: f.with_hmac(f.key.as_pem(private=False)),
    "HS256 with the public key in DER as secret": lambda f: f.with_hmac(f.key.as_der(private=False)),
    "RS512": lambda f: f.with_header(alg="RS512"),
    "PS256": lambda f: f.with_header(alg="PS256"),
    "another's key under our kid": lambda f: f.with_header(key=another_key()),
    "a kid we do not know": lambda f: f.with_header(kid="nobody"),
    "no kid": lambda f: f.with_header("kid"),
    "an id token's type": lambda f: f.with_header(typ="JWT"),
    "no type": lambda f: f.with_header("typ"),
    "a key of its own": lambda f: f.raw({**f.header, "jwk": another_key().as_dict(private=False)}),
    "keys from elsewhere": lambda f: f.raw({**f.header, "jku": "https://evil.example/jwks"}),
    "an extension we do not know": lambda f: f.raw({**f.header, "crit": ["x"], "x": 1}),
    "a header that is a list": lambda f: f.raw([f.header]),
    "run out": lambda f: f.with_claims(iat=f.later(-700), exp=f.later(-100)),
    "of tomorrow": lambda f: f.with_claims(iat=f.later(3600), exp=f.later(4000)),
    "without end": lambda f: f.with_claims("exp"),
    "with an end of null": lambda f: f.with_claims(exp=None),
    "with an end that is a word": lambda f: f.with_claims(exp="never"),
    "good for too long": lambda f: f.with_claims(exp=f.claims["iat"] + 601),
    "without issue time": lambda f: f.with_claims("iat"),
    "without audience": lambda f: f.with_claims("aud"),
    "for another service": lambda f: f.with_claims(aud="pool"),
    "for several": lambda f: f.with_claims(aud=["ressurspool", "pool"]),
    "of another issuer": lambda f: f.with_claims(iss="https://evil.example"),
    "without issuer": lambda f: f.with_claims("iss"),
    "of nobody": lambda f: f.with_claims("sub"),
    "of a number": lambda f: f.with_claims(sub=1),
    "without id": lambda f: f.with_claims("jti"),
    "bound to a key it does not prove": lambda f: f.with_claims(cnf={"jkt": "x"}),
}


@pytest.fixture
def forger(real_api: Api, database: Database, settings: AuthSettings) -> Forger:
    with database.read() as session:
        (stored,) = SigningKeys(session).list_all()
    key = stolen(stored.private_pem, settings.key_passphrase.get_secret_value())
    holder = Holder(
        sub=str(uuid4()),
        client_id="cli",
        audience="ressurspool",
        scope="organisation:read",
        org=HUSBANKEN,
        roles=("employee",),
        person=True,
    )
    return Forger(issue(real_api.app.state.own_keys, settings, holder).access_token, stored.kid, key)


def test_a_good_token_is_believed(real_api: Api, forger: Forger) -> None:
    for token in (forger.good, forger.with_claims(), forger.with_header()):
        answer = real_api.get("/v1/me", {"Authorization": f"Bearer {token}"})
        assert_problem(answer, 404, "not-found")  # believed: only that nobody has this account


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_token_is_not(real_api: Api, forger: Forger, kind: str) -> None:
    token = HOSTILE[kind](forger)
    answer = real_api.get("/v1/me", {"Authorization": f"Bearer {token}"})
    assert_problem(answer, 401, "unauthenticated")


@pytest.mark.parametrize("header", ["", "Bearer", "Basic eDp5", "Bearer  ", "bearer\tx", "Token x"])
def test_nor_is_another_kind_of_header(real_api: Api, header: str) -> None:
    assert_problem(real_api.get("/v1/me", {"Authorization": header}), 401, "unauthenticated")
