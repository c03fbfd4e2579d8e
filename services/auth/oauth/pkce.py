"""Proof Key for Code Exchange with S256 (RFC 7636)."""

import base64
import hashlib
import hmac
import re

_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")  # §4.1
CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")  # §4.2: the base64url of 32 bytes


def challenge_of(verifier: str) -> str:
    """The S256 challenge of a verifier."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def proves(verifier: str, challenge: str) -> bool:
    """Whether `challenge` was made from `verifier` (§4.6)."""
    return _VERIFIER.fullmatch(verifier) is not None and hmac.compare_digest(challenge_of(verifier), challenge)
