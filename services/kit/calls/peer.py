"""Calls to sibling services: a total deadline, one retry, never inside a transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from services.kit import clock, context
from services.kit.calls.exchange import exchange
from services.kit.errors import EpochUnknown, NotPermitted, PeerUnavailable

DEADLINE_SECONDS = 2.0
CONNECT_SECONDS = 0.5
MAX_ANSWER_BYTES = 8 * 1024 * 1024

M = TypeVar("M", bound=BaseModel)


class NetworkInsideTransaction(RuntimeError):
    """A peer was called while a transaction was open: it would hold locks for as long as the peer likes."""


@dataclass(frozen=True, kw_only=True)
class EventsPage:
    events: list[dict[str, Any]]
    position: str


class ServiceTokens:
    """This service's own tokens at auth (RFC 6749 §4.4), one per audience, kept until a minute before they expire."""

    def __init__(self, *, auth_url: str, client_id: str, secret: str, client: httpx.Client) -> None:
        self._url = f"{auth_url}/oauth/token"
        self._credentials = (client_id, secret)
        self._client = client
        self._kept: dict[str, tuple[str, float]] = {}
        self._lock = Lock()

    def bearer_for(self, audience: str) -> str:
        """A token whose audience is the named service. Raises PeerUnavailable where auth does not issue one."""
        with self._lock:
            token, ends = self._kept.get(audience, ("", 0.0))
            if clock.monotonic() >= ends:
                token, ends = self._fetch(audience)
                self._kept[audience] = (token, ends)
            return token

    def forget(self, audience: str) -> None:
        with self._lock:
            self._kept.pop(audience, None)

    def _fetch(self, audience: str) -> tuple[str, float]:
        form = {"grant_type": "client_credentials", "resource": audience}
        try:
            answer = self._client.post(self._url, data=form, auth=self._credentials, timeout=DEADLINE_SECONDS)
            answer.raise_for_status()
            granted = answer.json()
            return granted["access_token"], clock.monotonic() + max(granted["expires_in"] - 60, 1)
        except (httpx.HTTPError, ValueError, KeyError) as error:
            raise PeerUnavailable(peer="auth") from error


class Peer:
    """One sibling service. Without `bearer` a call carries this service's own token, with it the user's."""

    def __init__(self, name: str, url: str, *, tokens: ServiceTokens, client: httpx.Client) -> None:
        self.name = name
        self._url = url
        self._tokens = tokens
        self._client = client

    def find(
        self, path: str, model: type[M], *, bearer: str | None = None, params: Mapping[str, str] | None = None
    ) -> M | None:
        """What stands at `path`, or None where it is absent (404).

        Raises PeerUnavailable when no usable answer came within two seconds and one retry.
        """
        answer = self._get(path, bearer=bearer, params=params or {})
        if answer is None:
            return None
        try:
            return model.model_validate_json(answer)
        except ValidationError as error:
            raise PeerUnavailable(peer=self.name) from error

    def events(self, *, after: str, limit: int, wait: float, path: str = "/v1/events") -> EventsPage:
        """A page of this peer's event feed. Raises EpochUnknown where the position is of another epoch."""
        answer = self.feed(path, after=after, limit=limit, wait=wait)
        return EventsPage(events=answer.json(), position=answer.headers["Feed-Position"])

    def feed(self, path: str, *, after: str, limit: int, wait: float) -> httpx.Response:
        _refuse_inside_transaction()
        params = {"after": after, "limit": str(limit), "wait": str(wait)}
        try:
            answer = self._client.get(
                self._url + path, params=params, headers=self._headers(None), timeout=wait + DEADLINE_SECONDS
            )
        except httpx.HTTPError as error:
            raise PeerUnavailable(peer=self.name) from error
        self._check(answer.status_code)
        return answer

    def _get(self, path: str, *, bearer: str | None, params: Mapping[str, str]) -> bytes | None:
        _refuse_inside_transaction()
        ends = clock.monotonic() + DEADLINE_SECONDS
        try:
            return self._try(path, bearer, params, ends)
        except PeerUnavailable:
            if ends - clock.monotonic() < CONNECT_SECONDS:
                raise
            return self._try(path, bearer, params, ends)

    def _try(self, path: str, bearer: str | None, params: Mapping[str, str], ends: float) -> bytes | None:
        try:
            with exchange(
                self._client,
                self._url + path,
                ends=ends,
                most=MAX_ANSWER_BYTES,
                connect_seconds=CONNECT_SECONDS,
                params=params,
                headers=self._headers(bearer),
            ) as answer:
                if answer.status_code == httpx.codes.NOT_FOUND:
                    return None
                self._check(answer.status_code)
                return answer.read()
        except httpx.HTTPError as error:
            raise PeerUnavailable(peer=self.name) from error

    def _check(self, status: int) -> None:
        if status == httpx.codes.UNAUTHORIZED:
            self._tokens.forget(self.name)
            raise PeerUnavailable(peer=self.name)
        if status == httpx.codes.FORBIDDEN:
            raise NotPermitted()
        if status == httpx.codes.GONE:
            raise EpochUnknown()
        if status >= 400:
            raise PeerUnavailable(peer=self.name)

    def _headers(self, bearer: str | None) -> dict[str, str]:
        now = context.current()
        token = bearer or self._tokens.bearer_for(self.name)
        headers = {"Authorization": f"Bearer {token}", "X-Request-ID": now.request_id}
        return headers | ({"traceparent": now.traceparent} if now.traceparent else {})


def _refuse_inside_transaction() -> None:
    if context.current().in_transaction:
        raise NetworkInsideTransaction()
