"""Makes RS256 signing keys (RFC 7518 §3.3) and signs with them. Only this module and kit/access/tokens use jose."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from jose import jwk, jwt

KEY_BITS = 2048
ALGORITHM = "RS256"
TYPE = "at+jwt"  # RFC 9068 §2.1


@dataclass(frozen=True, kw_only=True)
class NewKey:
    """A key as it is stored: the private part encrypted, the public part as a JWK."""

    kid: str
    private_pem: str
    public: Mapping[str, str]


class Signer:
    """Signs access tokens with one private key."""

    def __init__(self, *, kid: str, private_pem: str, passphrase: bytes) -> None:
        """Raises ValueError where the passphrase is not the one that the key was encrypted with."""
        private = load_pem_private_key(private_pem.encode(), passphrase)
        plain = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        self.kid = kid
        self._key = jwk.construct(plain, ALGORITHM)  # parsed once: the library would do so for every token

    def sign(self, claims: Mapping[str, Any], *, kind: str = TYPE) -> str:
        """Sign the claims. `kind` is the header `typ`: nothing else that we sign passes for an access token."""
        token: str = jwt.encode(dict(claims), self._key, ALGORITHM, headers={"kid": self.kid, "typ": kind})
        return token


def new_key(passphrase: bytes) -> NewKey:
    """A fresh key pair; takes about a tenth of a second."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    numbers = private.public_key().public_numbers()
    public = {"kty": "RSA", "n": _base64url(numbers.n), "e": _base64url(numbers.e)}
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase))
    return NewKey(kid=thumbprint(public), private_pem=pem.decode(), public=public)


def reencrypted(private_pem: str, *, old: bytes, new: bytes) -> str:
    """The private key, encrypted with another passphrase. Raises ValueError where the old one is wrong."""
    private = load_pem_private_key(private_pem.encode(), old)
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(new)).decode()


def public_jwk(kid: str, public: Mapping[str, str]) -> dict[str, str]:
    """The key as we publish it (RFC 7517): only the members named here, so never a private one."""
    return {"kty": "RSA", "use": "sig", "alg": ALGORITHM, "kid": kid, "n": public["n"], "e": public["e"]}


def thumbprint(public: Mapping[str, str]) -> str:
    """The name of a key (RFC 7638): the same key has the same name everywhere."""
    members = json.dumps({name: public[name] for name in ("e", "kty", "n")}, separators=(",", ":"), sort_keys=True)
    return base64.urlsafe_b64encode(hashlib.sha256(members.encode()).digest()).decode().rstrip("=")


def _base64url(number: int) -> str:
    return base64.urlsafe_b64encode(number.to_bytes((number.bit_length() + 7) // 8)).decode().rstrip("=")
