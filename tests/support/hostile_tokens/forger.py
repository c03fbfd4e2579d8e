"""Makes tokens with the key of the good ones, so that each is wrong in one thing only."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc import jws
from joserfc.jwk import RSAKey

from services.kit import clock
from services.kit.access.tokens import API_AUDIENCE
from tests.support.callers import ISSUER

Json = Mapping[str, Any]


@cache
def another_key() -> RSAKey:
    return RSAKey.generate_key(2048)


def encoded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).decode().rstrip("=")


def as_json(value: Any) -> bytes:
    return json.dumps(value).encode()


@dataclass
class Forger:
    """A forger with our signing key and a seeded random generator, who tries the named service."""

    key: RSAKey
    kid: str
    service: str
    random: Random
    header: Json = field(init=False)

    def __post_init__(self) -> None:
        self.header = {"alg": "RS256", "kid": self.kid, "typ": "at+jwt"}

    @property
    def now(self) -> int:
        return int(clock.now().timestamp())

    @property
    def audience(self) -> str:
        """That of a good token for the service: one of two."""
        return self.random.choice((API_AUDIENCE, self.service))

    @property
    def claims(self) -> dict[str, Any]:
        """The claims of a good token, with another token id each time."""
        name = UUID(int=self.random.getrandbits(128), version=4)
        return {
            "iss": ISSUER,
            "sub": str(name),
            "aud": self.audience,
            "client_id": "cli",
            "org": "935478715",
            "roles": ["employee"],
            "scope": "organisation:read",
            "jti": name.hex,
            "iat": self.now - self.random.randrange(60),
            "exp": self.now + self.random.randrange(60, 500),
            "person": True,
        }

    def good(self) -> str:
        return self.signed()

    def signed(self, header: bytes | None = None, payload: bytes | None = None, *, key: RSAKey | None = None) -> str:
        """RS256 over whatever stands in the two parts."""
        header = as_json(self.header) if header is None else header
        payload = as_json(self.claims) if payload is None else payload
        return self.signed_parts(encoded(header), encoded(payload), key=key)

    def signed_parts(self, header: str, payload: str, *, key: RSAKey | None = None) -> str:
        private = (key or self.key).private_key
        assert isinstance(private, RSAPrivateKey)
        signature = private.sign(f"{header}.{payload}".encode(), PKCS1v15(), SHA256())
        return f"{header}.{payload}.{encoded(signature)}"

    def with_header(self, *without: str, key: RSAKey | None = None, **changes: Any) -> str:
        header = {name: value for name, value in {**self.header, **changes}.items() if name not in without}
        return self.signed(as_json(header), key=key)

    def with_claims(self, *without: str, **changes: Any) -> str:
        claims = {name: value for name, value in {**self.claims, **changes}.items() if name not in without}
        return self.signed(payload=as_json(claims))

    def by_library(self, algorithm: str, key: Any, **header: Any) -> str:
        """Signed by another algorithm, as joserfc does it."""
        headers = {**self.header, **header, "alg": algorithm}
        return jws.serialize_compact(headers, as_json(self.claims), key, algorithms=[algorithm])

    def one_of(self, *choices: Any) -> Any:
        return self.random.choice(choices)

    def word(self, longest: int = 20) -> str:
        return "".join(self.random.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=self.random.randint(1, longest)))


Make = Callable[[Forger], str]
