"""Sends requests, repeats those that may be repeated, and parses answers into models or ProblemError."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar
from uuid import uuid4

import httpx
from pydantic import BaseModel, ConfigDict

from ressurspool.client.http import http_client
from ressurspool.client.pages import Listed
from ressurspool.client.problem import OriginUnreachable, ProblemError

PATIENCE_SECONDS = 15.0  # all tries of one call together
TRY_SECONDS = 10.0
FIRST_PAUSE_SECONDS = 0.2  # where the answer does not say when to come back

Parameters = Mapping[str, Any]
Token = str | Callable[[], str]
Json = Mapping[str, Any]


class Read(BaseModel):
    """An object in a response. Fields that a newer server adds are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Sent(BaseModel):
    """An object in a request."""

    model_config = ConfigDict(extra="forbid")


M = TypeVar("M", bound=Read)


@dataclass(kw_only=True)
class Transport:
    """One caller's requests to the origin."""

    origin: str
    token: Token | None = None
    language: str = "nb"
    patience: float = PATIENCE_SECONDS
    new_key: Callable[[], str] = lambda: str(
        uuid4()
    )  # of a POST; a program that may begin anew after a crash has its own
    http: httpx.Client = field(default_factory=partial(http_client, seconds=TRY_SECONDS))

    def get(self, path: str, model: type[M], parameters: Parameters | None = None) -> M:
        return model.model_validate_json(self.send("GET", path, parameters=parameters).content)

    def listed(self, path: str, model: type[M], parameters: Parameters | None = None) -> Listed[M]:
        """The items of a list, to be consumed, or fetched by the page."""
        return Listed(lambda asked: self.send("GET", path, parameters=asked).json(), model, parameters or {})

    def post(self, path: str, model: type[M], body: Sent | None = None) -> M:
        """POST with an idempotency key: it takes effect once, however often the request is repeated."""
        headers = {"Idempotency-Key": self.new_key()}
        return model.model_validate_json(self.send("POST", path, body=_json(body), headers=headers).content)

    def change(self, method: str, path: str, model: type[M], body: Sent | None = None, *, version: int) -> M:
        """PUT, PATCH or DELETE what was read in that version. Raises ProblemError `stale` where it changed since."""
        headers = {"If-Match": f'"{version}"'}
        return model.model_validate_json(self.send(method, path, body=_json(body), headers=headers).content)

    def replace(self, path: str, model: type[M], body: Sent) -> M:
        """PUT what has no version. It is not repeated where its answer was lost."""
        return model.model_validate_json(self.send("PUT", path, body=_json(body)).content)

    def delete(self, path: str, model: type[M]) -> M:
        return model.model_validate_json(self.send("DELETE", path).content)

    def perform(self, method: str, path: str, body: Json | None) -> None:
        """Send a ready-made request, such as a task's `call`."""
        headers = {"Idempotency-Key": self.new_key()} if method == "POST" else {}
        self.send(method, path, body=body, headers=headers)

    def send(
        self,
        method: str,
        path: str,
        *,
        parameters: Parameters | None = None,
        body: Json | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """The successful answer, or 304 where the request asked for one. Raises ProblemError, OriginUnreachable.

        A change without an idempotency key is not repeated where its answer was lost: it may have taken effect.
        """
        ends, pause = time.monotonic() + self.patience, FIRST_PAUSE_SECONDS
        repeatable = method == "GET" or "Idempotency-Key" in (headers or {})
        while True:
            answer = self._try(method, path, parameters, body, headers or {})
            if not (repeatable if answer is None else _may_succeed_later(answer)):
                break
            pause = _asked_pause(answer, pause)
            if time.monotonic() + pause > ends:
                break
            time.sleep(pause)
            pause *= 2
        if answer is None:
            raise OriginUnreachable(self.origin)
        if answer.is_success or answer.status_code == 304:
            return answer
        raise ProblemError.of(answer)

    def _try(
        self, method: str, path: str, parameters: Parameters | None, body: Json | None, headers: Mapping[str, str]
    ) -> httpx.Response | None:
        """Send the request once; None where no answer came."""
        given = {name: value for name, value in (parameters or {}).items() if value is not None}
        sent = {**self._headers(), **headers}
        try:
            return self.http.request(method, self.origin + path, params=given, json=body, headers=sent)
        except httpx.TransportError:
            return None

    def _headers(self) -> dict[str, str]:
        token = self.token() if callable(self.token) else self.token
        known = {"Authorization": f"Bearer {token}"} if token else {}
        return known | {"Accept-Language": self.language, "User-Agent": "ressurspool-client"}


def _json(body: Sent | None) -> Json | None:
    """The body as JSON, with only the fields that were set; the server knows the defaults."""
    return None if body is None else body.model_dump(mode="json", exclude_unset=True)


def _may_succeed_later(answer: httpx.Response) -> bool:
    """Whether the same request may succeed later.

    The service is busy or down, the first try still runs, or this client has sent more than its share.
    """
    waits = (answer.status_code == 409 and "Retry-After" in answer.headers) or (
        answer.status_code == 429 and "RateLimit" in answer.headers
    )
    return answer.status_code == 503 or waits


def _asked_pause(answer: httpx.Response | None, otherwise: float) -> float:
    asked = answer.headers.get("Retry-After", "") if answer is not None else ""
    return float(asked) if asked.isdecimal() else otherwise
