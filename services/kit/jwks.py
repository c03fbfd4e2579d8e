"""Keeps auth's public keys at hand: refreshed in the background, the last good set kept for a bounded time."""

from collections.abc import Mapping
from threading import Event, Lock
from typing import Any

import httpx
import structlog

from services.kit import clock
from services.kit.errors import Unavailable

REFRESH_SECONDS = 30
UNKNOWN_KID_SECONDS = 10  # at most one fetch per this time, however many unknown keys are named
KEPT_SECONDS = 3600  # without a fresh set for so long, nothing verifies any more
FETCH_SECONDS = 2

log = structlog.get_logger()


class RemoteKeys:
    """auth's key set, replaced as a whole."""

    def __init__(self, url: str, *, client: httpx.Client) -> None:
        self._url = url
        self._client = client
        self._keys: Mapping[str, Mapping[str, Any]] = {}
        self._fetched = self._tried = float("-inf")
        self._single_flight = Lock()

    def knows(self, kid: str) -> bool:
        return kid in self._keys

    def refresh_for(self, kid: str) -> None:
        if kid not in self._keys:
            self._fetch_after(UNKNOWN_KID_SECONDS if self._keys else 1)

    def find(self, kid: str) -> Mapping[str, Any] | None:
        """Raises Unavailable where the set was not refreshed for an hour, or never."""
        if clock.monotonic() - self._fetched > KEPT_SECONDS:
            raise Unavailable()
        return self._keys.get(kid)

    @property
    def present(self) -> bool:
        return bool(self._keys)

    def run(self, stop: Event) -> None:
        while not stop.is_set():
            self._fetch_after(1)
            stop.wait(REFRESH_SECONDS if self._keys else 0.2)

    def _fetch_after(self, seconds: float) -> None:
        with self._single_flight:
            if clock.monotonic() - self._tried < seconds:
                return
            self._tried = clock.monotonic()
            self._fetch()

    def _fetch(self) -> None:
        try:
            answer = self._client.get(self._url, timeout=FETCH_SECONDS)
            answer.raise_for_status()
            keys = {key["kid"]: key for key in answer.json()["keys"]}
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            log.warning("keys_not_fetched", reason=type(error).__name__)
            return
        if keys:
            self._keys, self._fetched = keys, clock.monotonic()
