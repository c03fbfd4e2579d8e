"""P7: what `kit/access/tokens.py` costs beside the RS256 signature, which no check can do without."""

import base64
import time
from collections.abc import Callable, Mapping
from threading import Event
from typing import Any

import httpx
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
from cryptography.hazmat.primitives.hashes import SHA256

from benchmarks.goals import TOKEN_CHECK, Measured
from benchmarks.house import House
from services.kit.access.tokens import API_AUDIENCE, Verifier
from services.kit.errors import Unauthenticated

ROUNDS = 41  # short rounds: a disturbance hits few of them, and does not move the median
CHECKS = 100


class FetchedKeys:
    """auth's key set at the start of the run, with the interface that services read keys by."""

    def __init__(self, keys: Mapping[str, Mapping[str, Any]]) -> None:
        self._keys = keys

    def knows(self, kid: str) -> bool:
        return kid in self._keys

    def refresh_for(self, kid: str) -> None:
        """There is one set per run."""

    def find(self, kid: str) -> Mapping[str, Any] | None:
        return self._keys.get(kid)

    @property
    def present(self) -> bool:
        return bool(self._keys)

    def run(self, stop: Event) -> None:
        """Nothing to keep fresh."""


def measure(house: House) -> list[Measured]:
    token = house.employee.token
    jwks = httpx.get(f"{house.stack.address('auth')}/oauth/jwks", trust_env=False).json()["keys"]
    keys = FetchedKeys({key["kid"]: key for key in jwks})
    verifier = Verifier(keys=keys, issuer=house.stack.origin, audiences=frozenset({API_AUDIENCE}))
    ours, bare = _ours(verifier), _bare(jwks[0])
    assert (ours(token), bare(token)) == (True, True), "both accept the token of the login"
    forged = _forged(token)
    assert (ours(forged), bare(forged)) == (False, False), "both refuse it with another signature"
    return [Measured(goal=TOKEN_CHECK, rounds=[(_micros(ours, token), _micros(bare, token)) for _ in range(ROUNDS)])]


def _ours(verifier: Verifier) -> Callable[[str], bool]:
    def check(token: str) -> bool:
        try:
            return bool(verifier.verify(token).sub)
        except Unauthenticated:
            return False

    return check


def _bare(jwk: Mapping[str, str]) -> Callable[[str], bool]:
    """The signature alone, with a key that was built once."""
    modulus, exponent = (int.from_bytes(_decoded(jwk[name])) for name in ("n", "e"))
    key, padding, digest = RSAPublicNumbers(exponent, modulus).public_key(), PKCS1v15(), SHA256()

    def check(token: str) -> bool:
        signed, _, signature = token.rpartition(".")
        try:
            key.verify(_decoded(signature), signed.encode(), padding, digest)
        except InvalidSignature:
            return False
        return True

    return check


def _forged(token: str) -> str:
    signed, _, signature = token.rpartition(".")
    return f"{signed}.{signature[:-8]}{'A' * 8}"


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _micros(check: Callable[[str], bool], token: str) -> float:
    began = time.perf_counter()
    for _ in range(CHECKS):
        check(token)
    return (time.perf_counter() - began) / CHECKS * 1e6
