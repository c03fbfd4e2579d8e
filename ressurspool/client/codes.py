"""The words for the API's codes, in the client's language. Each service is asked once, or once for many clients."""

import os
import time
from contextlib import suppress
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from ressurspool.client.problem import OriginUnreachable, ProblemError
from ressurspool.client.transport import Read, Transport

Service = Literal["auth", "pool", "needs", "matching", "placements", "notify"]
FRESH_SECONDS = 300  # as the services' Cache-Control says


class Codes(Read):
    """A service's words: by group, such as `placement_state`, then by code, then by language."""

    groups: dict[str, dict[str, dict[str, str]]]
    etag: str | None = None


class CodesClient:
    """The words for codes. A code without a word, as of a newer server, stands for itself.

    In a `folder` they are kept: they are asked for again after five minutes, and still there while nobody answers.
    """

    def __init__(self, transport: Transport, folder: Path | None = None) -> None:
        self._transport = replace(transport, token=None)  # whoever asks gets the same, logged in or not
        self._folder = folder
        self._known: dict[Service, Codes] = {}

    def all_of(self, service: Service) -> Codes:
        """Every word of a service. Needs no login. Raises ProblemError, OriginUnreachable."""
        if service not in self._known:
            self._known[service] = self._read(service, self._transport)
        return self._known[service]

    def word(self, service: Service, group: str, code: str) -> str:
        """The word for a code; the code itself where there is none. Waits for no service that is busy."""
        if service not in self._known:
            self._known[service] = self._found(service)
        words = self._known[service].groups.get(group, {}).get(code, {})
        return words.get(self._transport.language, words.get("nb", code))

    def _found(self, service: Service) -> Codes:
        """The words that the service has; where it does not answer those of the folder, else none."""
        try:
            return self._read(service, replace(self._transport, patience=0))
        except (ProblemError, OriginUnreachable):
            return self._stored(service) or Codes(groups={})

    def _read(self, service: Service, transport: Transport) -> Codes:
        stored = self._stored(service)
        if stored is not None and self._is_fresh(service):
            return stored
        headers = {"If-None-Match": stored.etag} if stored is not None and stored.etag else {}
        answer = transport.send("GET", f"/{service}/v1/codes", headers=headers)
        if answer.status_code == 304 and stored is not None:
            found = stored
        else:
            found = Codes(groups=answer.json()["groups"], etag=answer.headers.get("ETag"))
        self._store(service, found)
        return found

    def _file(self, service: Service) -> Path | None:
        origin = blake2b(self._transport.origin.encode(), digest_size=8).hexdigest()
        return self._folder / f"codes-{origin}-{service}.json" if self._folder else None

    def _stored(self, service: Service) -> Codes | None:
        file = self._file(service)
        with suppress(OSError, ValidationError):
            return Codes.model_validate_json(file.read_bytes()) if file else None
        return None

    def _is_fresh(self, service: Service) -> bool:
        file = self._file(service)
        with suppress(OSError):
            return file is not None and 0 <= time.time() - file.stat().st_mtime < FRESH_SECONDS
        return False

    def _store(self, service: Service, codes: Codes) -> None:
        """Keep the words, in the place of older ones as a whole. A folder that cannot be written to keeps none."""
        file = self._file(service)
        if file is None:
            return
        new = file.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(codes.model_dump_json(), encoding="utf-8")
            new.replace(file)
