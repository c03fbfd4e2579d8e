"""Fetches JSON from addresses outside the scheme, within a total deadline and a largest size, without redirects.

httpx's time-outs are per socket operation, so an issuer that sends a byte now and then could hold a thread for ever.
Here the whole exchange is cancelled when its time is up, from the look-up of the name to the last byte. And few
threads ask the same host at a time, so that a host that takes all its time holds up few requests. A healthy host
answers about ten a second through three places: more than log in through an issuer, and Enhetsregisteret is asked by
one job, for one number after the other.
"""

import json
import re
import ssl
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import httpx
import structlog

from services.kit import context
from services.kit.calls.deadline import within
from services.kit.calls.exchange import BoundedAnswer, authorities, is_compressed
from services.kit.calls.single_flight import MOST_WAITING

ANSWER_SECONDS = 4.0
MAX_ANSWER_BYTES = 256 * 1024

_WANTED = {"Accept": "application/json", "Accept-Encoding": "identity"}
_asking: Counter[bytes] = Counter()  # how many threads ask each host and port now; a host that nobody asks has no entry
_counting = Lock()

log = structlog.get_logger()


class NoAnswer(Exception):
    """The other side is down, too slow, or returned something that cannot be used. `reason` says which."""

    def __init__(self, reason: str, *, status: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status


def is_secure(url: str) -> bool:
    """Whether a request to the address stays secret on the way: over TLS, or within this machine."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # which urlsplit checks only here
    except ValueError:
        return False
    if not re.fullmatch(r"[\x21-\x7e]+", url) or parts.username is not None or parts.fragment:
        return False
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme, parts.hostname) == ("http", "127.0.0.1"))


def get_json(url: str, *, seconds: float | None = None) -> dict[str, Any]:
    """The JSON object at an address, within so many seconds. Raises NoAnswer."""
    return _object_in(_fetch("GET", url, headers={}, seconds=seconds or ANSWER_SECONDS))


def post_form(url: str, form: Mapping[str, str], *, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The JSON object that is returned for a posted form. Raises NoAnswer."""
    return _object_in(_fetch("POST", url, headers=headers or {}, seconds=ANSWER_SECONDS, data=dict(form)))


def _fetch(method: str, url: str, *, headers: Mapping[str, str], seconds: float, **content: Any) -> bytes:
    if context.current().in_transaction:
        raise RuntimeError("asked outside the scheme while a transaction was open")
    try:
        request = httpx.Request(method, url, headers={**_WANTED, **headers}, **content)
        with _place_at(request.url.netloc):
            return within(seconds, _exchange(request, authorities()))
    except NoAnswer:
        raise
    except TimeoutError:
        raise NoAnswer("too_slow") from None
    except Exception as error:  # an invalid address raises errors of httpx, of idna, or a group of them
        raise NoAnswer(type(error).__name__) from None


def _object_in(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise NoAnswer("not_json") from None
    if not isinstance(found, dict):
        raise NoAnswer("not_an_object")
    return found


@contextmanager
def _place_at(host: bytes) -> Iterator[None]:
    """Take one of the host's few places, without waiting. Raises NoAnswer where none is free."""
    with _counting:
        if _asking[host] >= MOST_WAITING:
            raise NoAnswer("crowded")
        _asking[host] += 1
    try:
        yield
    finally:
        with _counting:
            _asking[host] -= 1
            if not _asking[host]:
                del _asking[host]


async def _exchange(request: httpx.Request, trusted: ssl.SSLContext) -> bytes:
    async with httpx.AsyncClient(
        verify=trusted,
        trust_env=False,
        timeout=None,  # noqa: S113 -- the whole of it is timed
    ) as client:
        answer = await client.send(request, stream=True)
        if answer.status_code != httpx.codes.OK:
            raise NoAnswer("refused", status=answer.status_code)
        if is_compressed(answer):
            raise NoAnswer("compressed")  # a thousand bytes unpacked to two gigabytes, in one piece
        return await BoundedAnswer(answer, most=MAX_ANSWER_BYTES, refuse=NoAnswer).aread_raw()
