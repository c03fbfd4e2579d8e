"""What a session holds, and what its person's token says."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """The tokens of a login, and when the access token ends (seconds since 1970)."""

    access: str
    refresh: str
    expires_at: float


@dataclass(frozen=True, kw_only=True)
class Profile:
    """Who is logged in, for the head of each page; read at the login."""

    name: str
    org_names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Content:
    """What is sealed of a session."""

    tokens: Tokens
    profile: Profile


def claims_in(access_token: str) -> dict[str, Any]:
    """The claims of a token that came from auth itself. The services verify it; nothing is decided here."""
    payload = access_token.split(".")[1]
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return claims
