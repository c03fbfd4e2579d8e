"""Remembers tokens that were verified, so that a signature is checked once and not at every request.

What can change is compared at each request: the token's life here, its key too, and its revocation by the guard.
"""

from collections import OrderedDict
from hashlib import sha256

from services.kit.access.tokens import LONGEST_LIFE_SECONDS, Envelope, KeySource, VerifiedToken, Verifier, is_timely

MOST_REMEMBERED = 4096  # then the oldest is verified again: about 3 KB each


class VerifiedTokens:
    """The good tokens of one verifier, by a digest of all their bytes: neither a token nor a refusal is kept."""

    def __init__(self, verifier: Verifier) -> None:
        self._verifier = verifier
        self._kept: OrderedDict[bytes, VerifiedToken] = OrderedDict()

    @property
    def keys(self) -> KeySource:
        return self._verifier.keys

    def find(self, token: str) -> VerifiedToken | None:
        """The token where it was verified here and still holds, else None. Raises Unavailable without keys."""
        digest = _digest(token)
        kept = self._kept.get(digest)
        if kept is None or self._holds(kept):
            return kept
        self._kept.pop(digest, None)
        return None

    def verify(self, envelope: Envelope) -> VerifiedToken:
        """As `Verifier.verify_envelope`, and remember the token."""
        verified = self._verifier.verify_envelope(envelope)
        self._kept[_digest(envelope.token)] = verified
        if len(self._kept) > MOST_REMEMBERED:
            self._kept.popitem(last=False)
        return verified

    def _holds(self, kept: VerifiedToken) -> bool:
        """A set that was fetched anew holds other objects: its first request verifies each token again."""
        claims = kept.claims
        return self._verifier.keys.find(kept.kid) is kept.key and is_timely(
            iat=claims.iat, exp=claims.exp, nbf=claims.nbf, longest=LONGEST_LIFE_SECONDS
        )


def _digest(token: str) -> bytes:
    return sha256(token.encode("utf-8", "surrogatepass")).digest()
