"""Makes the key that the web application proves itself with at auth (`private_key_jwt`)."""

import base64
import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

KEY_BITS = 2048


@dataclass(frozen=True, kw_only=True)
class WebKey:
    """The private key as the setting WEB_CLIENT_KEY has it, and the public one as AUTH_WEB_KEYS has it."""

    private: str
    public: str


def new_web_key() -> WebKey:
    private = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    numbers = private.public_key().public_numbers()
    jwk = {"e": _base64url(numbers.e), "kty": "RSA", "n": _base64url(numbers.n)}
    encoded = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    public = {"keys": [{**jwk, "kid": thumbprint(jwk)}]}
    return WebKey(private=base64.b64encode(encoded).decode(), public=json.dumps(public))


@cache
def development_key() -> WebKey:
    """The key of this process's stacks. To make one takes a tenth of a second."""
    return new_web_key()


def thumbprint(jwk: dict[str, str]) -> str:
    """The name of a key that follows from it (RFC 7638)."""
    canonical = json.dumps(jwk, separators=(",", ":"), sort_keys=True).encode()
    return base64.urlsafe_b64encode(sha256(canonical).digest()).decode().rstrip("=")


def _base64url(number: int) -> str:
    return base64.urlsafe_b64encode(number.to_bytes((number.bit_length() + 7) // 8)).decode().rstrip("=")
