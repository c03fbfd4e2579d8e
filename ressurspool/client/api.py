"""The client: one caller's access to all six services through their one origin."""

from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from ressurspool.client.auth import AuthClient
from ressurspool.client.codes import CodesClient
from ressurspool.client.http import http_client
from ressurspool.client.matching import MatchingClient
from ressurspool.client.needs import NeedsClient
from ressurspool.client.notify import NotifyClient
from ressurspool.client.placements import PlacementsClient
from ressurspool.client.pool import PoolClient
from ressurspool.client.transport import PATIENCE_SECONDS, TRY_SECONDS, Token, Transport


class Client:
    """One caller's client. `token` is an access token, or a function that returns a fresh one. The words for codes are
    kept in the folder `cache`, where there is one.

    While a service is busy or down a call is repeated, for `patience` seconds in all. Every POST carries an
    Idempotency-Key, so that a repeated one takes effect once. Refusals are raised as ProblemError.
    """

    def __init__(
        self,
        origin: str,
        *,
        token: Token | None = None,
        language: str = "nb",
        patience: float = PATIENCE_SECONDS,
        http: httpx.Client | None = None,
        cache: Path | None = None,
    ) -> None:
        self._http = http or http_client(seconds=TRY_SECONDS)
        self.transport = Transport(
            origin=origin.rstrip("/"), token=token, language=language, patience=patience, http=self._http
        )
        self.codes = CodesClient(self.transport, cache)
        self.auth = AuthClient(self.transport)
        self.pool = PoolClient(self.transport)
        self.needs = NeedsClient(self.transport)
        self.matching = MatchingClient(self.transport)
        self.placements = PlacementsClient(self.transport)
        self.notify = NotifyClient(self.transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> None:
        """Send a ready-made request, such as a task's `call`."""
        self.transport.perform(method, path, body)
