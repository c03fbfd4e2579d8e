"""Checks whether a public body has joined the scheme, for tokens of other issuers. auth's own name no others."""

from threading import Lock
from typing import Protocol

from pydantic import BaseModel

from services.kit import clock
from services.kit.calls.peer import Peer

KEPT_SECONDS = 4.0  # a body that has left stops acting within five
MOST_KEPT = 10_000


class PublicBodies(Protocol):
    """Looks public bodies up: auth in its database, every other service over HTTP."""

    def have(self, orgnr: str) -> bool:
        """Whether the body has joined the scheme. Raises Unavailable where that cannot be found out."""


class Body(BaseModel):
    """The part of auth's response that is read."""

    state: str


class RemotePublicBodies:
    """Asks auth about a body, about each at most every few seconds."""

    def __init__(self, auth: Peer) -> None:
        self._auth = auth
        self._kept: dict[str, tuple[float, bool]] = {}
        self._lock = Lock()

    def have(self, orgnr: str) -> bool:
        """Raises PeerUnavailable where auth does not answer: without knowing, there is no access."""
        at, joined = self._kept.get(orgnr, (float("-inf"), False))
        if clock.monotonic() - at <= KEPT_SECONDS:
            return joined
        found = self._auth.find(f"/v1/organisations/{orgnr}", Body)
        joined = found is not None and found.state == "joined"
        with self._lock:
            if len(self._kept) >= MOST_KEPT:
                self._kept = {}
            self._kept[orgnr] = clock.monotonic(), joined
        return joined
