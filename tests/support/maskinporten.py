"""A hand-written Maskinporten on loopback, and the tokens it issues."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from joserfc import jws
from joserfc.jwk import RSAKey

from services.kit import clock
from tests.support.callers import BAERUM
from tests.support.strangers import Stranger, as_json, stranger


@cache
def maskinporten_key() -> RSAKey:
    return RSAKey.generate_key(2048, parameters={"kid": "maskinporten-key", "use": "sig"})


def organisation(orgnr: str, icd: str = "0192") -> dict[str, str]:
    return {"authority": "iso6523-actorid-upis", "ID": f"{icd}:{orgnr}"}


def system_user(orgnr: str) -> list[dict[str, Any]]:
    """The details of a token that a supplier's system fetched for one of its customers."""
    user = {"type": "urn:altinn:systemuser", "systemuser_id": ["33a0911a"], "systemuser_org": organisation(orgnr)}
    return [{**user, "system_id": "supplier_hr"}]


class LoopbackMaskinporten:
    """Its address, the setting that accepts it, and its tokens."""

    def __init__(self, there: Stranger) -> None:
        self.there = there
        there.routes["/jwk"] = as_json({"keys": [maskinporten_key().as_dict(private=False)]})

    @property
    def issuer(self) -> str:
        return f"{self.there.address}/"

    def setting(self, **more: Any) -> str:
        address = f"{self.there.address}/jwk"
        return json.dumps({"issuer": self.issuer, "jwks_uri": address, "scope_prefix": "ressurspool", **more})

    def token(self, header: dict[str, Any] | None = None, key: RSAKey | None = None, /, **claims: Any) -> str:
        """A good token of Bærum's system; `claims` replace or, where None, remove some."""
        now = int(clock.now().timestamp())
        good: dict[str, Any] = {
            "iss": self.issuer,
            "client_id": "0e36fe1a-67a4-44ab-a9f4-1d8bd4be0b4a",
            "client_amr": "private_key_jwt",
            "token_type": "Bearer",
            "scope": "ressurspool:needs.post ressurspool:needs.read ressurspool:pool.read",
            "consumer": organisation(BAERUM),
            "iat": now,
            "exp": now + 120,
            "jti": "jti",
        }
        payload = {name: value for name, value in {**good, **claims}.items() if value is not None}
        headers = {"alg": "RS256", "kid": "maskinporten-key", **(header or {})}
        algorithms = ["RS256", "RS384", "RS512", "PS256"]
        return jws.serialize_compact(headers, json.dumps(payload), key or maskinporten_key(), algorithms=algorithms)


@contextmanager
def loopback_maskinporten() -> Iterator[LoopbackMaskinporten]:
    with stranger() as there:
        yield LoopbackMaskinporten(there)
