"""Requests that register public keys of clients, as JWKs (RFC 7517, RFC 7518 §6.3.1)."""

import base64
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from services.auth.clients.domain import MOST_KEYS
from services.kit.schemas import RequestModel

FEWEST_BITS, MOST_BITS = 2048, 8192  # RFC 7518 §3.3; checking a signature with a longer one takes too long
_PRIVATE_MEMBERS = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}


def _modulus(value: str) -> str:
    raw = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
    if base64.urlsafe_b64encode(raw).decode().rstrip("=") != value or raw[:1] == b"\0" or not raw[-1] % 2:
        raise ValueError("wrong_form")
    if not FEWEST_BITS <= int.from_bytes(raw).bit_length() <= MOST_BITS:
        raise ValueError("weak_key")
    return value


Kid = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9._~-]{1,64}$"), Field(description="The key's name, which you choose")
]
# as documented, from the fewest bits to the most; another length is an error of its own
_WRITTEN = {"pattern": "^[A-Za-z0-9_-]{342,1366}$"}
Modulus = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9_-]{2,1400}$"),
    AfterValidator(_modulus),
    Field(json_schema_extra=_WRITTEN),
]


class PublicKeyCreate(RequestModel):
    """An RSA public key as a JWK. Tools add `use` and `alg`; other members are refused, private ones by name."""

    kty: Literal["RSA"]
    kid: Kid
    n: Modulus
    e: Literal["AQAB"]  # 65537, which every tool uses
    use: Literal["sig"] = "sig"
    alg: Literal["RS256"] = "RS256"

    @model_validator(mode="before")
    @classmethod
    def _refuse_private_members(cls, given: Any) -> Any:
        if isinstance(given, Mapping) and not _PRIVATE_MEMBERS.isdisjoint(given):
            raise ValueError("private_member")
        return given


def _unique_kids(keys: list[PublicKeyCreate]) -> list[PublicKeyCreate]:
    if len({key.kid for key in keys}) != len(keys):
        raise ValueError("repeated")
    return keys


class JwksCreate(RequestModel):
    """A JWK set (RFC 7517 §5)."""

    keys: Annotated[list[PublicKeyCreate], Field(min_length=1, max_length=MOST_KEYS), AfterValidator(_unique_kids)]
