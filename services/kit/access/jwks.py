"""Public key sets, auth's and other issuers'. The last good set is used for an hour at most."""

import json
from abc import abstractmethod
from collections.abc import Mapping
from threading import Event
from typing import Any

import httpx
import structlog

from services.kit import clock
from services.kit.access.tokens import usable
from services.kit.calls.exchange import exchange
from services.kit.calls.external_json import get_json
from services.kit.calls.single_flight import SingleFlight
from services.kit.errors import Unavailable
from services.kit.loop import repeat

REFRESH_SECONDS = 30
FOREIGN_REFRESH_SECONDS = 300
RETRY_SECONDS = 5  # after a fetch that failed: a key may have been revoked meanwhile
UNKNOWN_KID_SECONDS = 10  # at most one fetch in this time, however many unknown keys are named
KEPT_SECONDS = 3600  # after so long without a fresh set no token is accepted
FETCH_SECONDS = 2
MAX_SET_BYTES = 64 * 1024  # a hundred keys

log = structlog.get_logger()


class KeySet:
    """An issuer's key set. It is replaced as a whole, and one thread at a time fetches it."""

    refresh_seconds: float = REFRESH_SECONDS
    retry_seconds: float = RETRY_SECONDS
    first_retry_seconds = 0.2  # before there is a first set

    def __init__(self) -> None:
        self._keys: Mapping[str, Mapping[str, Any]] = {}
        self._fetched, self._last_failed = float("-inf"), False
        self._flight = SingleFlight()

    @abstractmethod
    def _ask(self) -> Any:
        """The set as JSON (RFC 7517 §5). May raise anything."""

    def knows(self, kid: str) -> bool:
        return kid in self._keys

    def refresh_for(self, kid: str) -> None:
        """Refresh where the key is not in the set: it may be a new one, or made up."""
        if kid not in self._keys:
            self.refresh()

    def refresh(self) -> None:
        """Fetch the set, unless that was done a moment ago. Raises Unavailable where enough requests wait for it."""
        self._flight.fly_among_few(self._fetch, pause=UNKNOWN_KID_SECONDS if self._keys else 1)

    def freshen(self) -> None:
        """Fetch the set without waiting for another fetch; for a caller that can use the present one."""
        self._flight.fly(self._fetch, pause=UNKNOWN_KID_SECONDS, wait=False)

    def find(self, kid: str) -> Mapping[str, Any] | None:
        """The key of that `kid`, or None. Raises Unavailable where the set was not refreshed for an hour, or never."""
        if not self.present:
            raise Unavailable()
        return self._keys.get(kid)

    @property
    def present(self) -> bool:
        return clock.monotonic() - self._fetched <= KEPT_SECONDS

    def run(self, stop: Event) -> None:
        repeat(self._fly, stop, pause=self._pause, failed=self._failed)

    def _fly(self) -> None:
        self._flight.fly(self._fetch, pause=self.first_retry_seconds / 2)

    def _pause(self) -> float:
        if not self._keys:
            return self.first_retry_seconds
        return self.retry_seconds if self._last_failed else self.refresh_seconds

    def _fetch(self) -> None:
        try:
            self._keys = _by_kid(self._ask())
        except Exception as error:  # whatever it is: without the next fetch a revoked key would live on
            self._failed(error)
        else:
            self._fetched, self._last_failed = clock.monotonic(), False

    def _failed(self, error: Exception) -> float:
        self._last_failed = True
        log.warning("keys_not_fetched", reason=type(error).__name__)
        return self._pause()


def _by_kid(answer: Any) -> dict[str, Mapping[str, Any]]:
    """The usable keys of a set, which may hold others too (RFC 7517 §5). Raises ValueError without any."""
    keys = [key for key in answer["keys"] if usable(key)]
    found = {key["kid"]: key for key in keys}
    if not found or len(found) != len(keys):
        raise ValueError("no usable key, or two of one name")
    return found


class RemoteKeys(KeySet):
    """auth's key set, over the inner network."""

    def __init__(self, url: str, *, client: httpx.Client) -> None:
        super().__init__()
        self._url = url
        self._client = client

    def _ask(self) -> Any:
        ends = clock.monotonic() + FETCH_SECONDS
        with exchange(self._client, self._url, ends=ends, most=MAX_SET_BYTES) as answer:
            answer.raise_for_status()
            return json.loads(answer.read())


class ForeignKeys(KeySet):
    """The key set of an issuer outside the scheme, fetched less often and within tighter bounds."""

    refresh_seconds = FOREIGN_REFRESH_SECONDS
    retry_seconds = first_retry_seconds = UNKNOWN_KID_SECONDS

    def __init__(self, url: str) -> None:
        super().__init__()
        self.address = url

    def _ask(self) -> Any:
        return get_json(self.address)

    @property
    def old(self) -> bool:
        """Whether the set should be fetched again, where no thread does so by itself."""
        return clock.monotonic() - self._fetched > self.refresh_seconds
