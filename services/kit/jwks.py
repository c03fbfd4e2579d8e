"""Keeps public keys at hand, auth's and others': the last good set is kept for a bounded time, none longer."""

from abc import abstractmethod
from collections.abc import Mapping
from threading import Event, Lock
from typing import Any

import httpx
import structlog

from services.kit import clock
from services.kit.errors import Unavailable
from services.kit.outgoing import NoAnswer, get_json

REFRESH_SECONDS = 30
FOREIGN_REFRESH_SECONDS = 300
UNKNOWN_KID_SECONDS = 10  # at most one fetch per this time, however many unknown keys are named
KEPT_SECONDS = 3600  # without a fresh set for so long, nothing verifies any more
FETCH_SECONDS = 2

log = structlog.get_logger()


class KeySet:
    """An issuer's key set, replaced as a whole, and asked for in one place at a time."""

    refresh_seconds: float = REFRESH_SECONDS
    retry_seconds = 0.2  # before there is a first set

    def __init__(self) -> None:
        self._keys: Mapping[str, Mapping[str, Any]] = {}
        self._fetched = self._tried = float("-inf")
        self._single_flight = Lock()

    @abstractmethod
    def _ask(self) -> object:
        """The set as JSON (RFC 7517 §5). Raises httpx.HTTPError, NoAnswer, ValueError."""

    def knows(self, kid: str) -> bool:
        return kid in self._keys

    def refresh_for(self, kid: str) -> None:
        if kid not in self._keys:
            self.refresh()

    def refresh(self) -> None:
        """Ask again, unless that was done a moment ago."""
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
            stop.wait(self.refresh_seconds if self._keys else self.retry_seconds)

    def _fetch_after(self, seconds: float) -> None:
        with self._single_flight:
            if clock.monotonic() - self._tried < seconds:
                return
            self._tried = clock.monotonic()
            self._fetch()

    def _fetch(self) -> None:
        try:
            keys = _by_kid(self._ask())
        except (httpx.HTTPError, NoAnswer, ValueError, KeyError, TypeError, RecursionError) as error:
            log.warning("keys_not_fetched", reason=type(error).__name__)
            return
        if keys:
            self._keys, self._fetched = keys, clock.monotonic()


def _by_kid(answer: Any) -> dict[str, Mapping[str, Any]]:
    """The keys that have a name; others may stand beside them, and no token can ask for one."""
    named = [key for key in answer["keys"] if isinstance(key, dict) and isinstance(key.get("kid"), str)]
    return {key["kid"]: key for key in named}


class RemoteKeys(KeySet):
    """auth's key set, over the inner network."""

    def __init__(self, url: str, *, client: httpx.Client) -> None:
        super().__init__()
        self._url = url
        self._client = client

    def _ask(self) -> object:
        answer = self._client.get(self._url, timeout=FETCH_SECONDS)
        answer.raise_for_status()
        return answer.json()


class ForeignKeys(KeySet):
    """The key set of an issuer outside the scheme, who is asked less often and trusted less to answer well."""

    refresh_seconds = FOREIGN_REFRESH_SECONDS
    retry_seconds = UNKNOWN_KID_SECONDS

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def _ask(self) -> object:
        return get_json(self._url)

    @property
    def old(self) -> bool:
        """Whether to ask for the set again, where no thread does so by itself."""
        return clock.monotonic() - self._fetched > self.refresh_seconds
