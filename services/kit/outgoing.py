"""Asks addresses outside the scheme: a total deadline, a bounded body, no redirects, JSON or nothing.

httpx's time-outs are per socket operation, so an issuer that sends a byte now and then could hold a thread for ever.
Here the whole exchange is cancelled when its time is up, headers included.
"""

import asyncio
import json
import re
import ssl
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import httpx
import structlog

from services.kit import context

ANSWER_SECONDS = 4.0
MAX_ANSWER_BYTES = 256 * 1024

log = structlog.get_logger()


class NoAnswer(Exception):
    """Whoever was asked is down, too slow, or answers something that cannot be used. `reason` names which."""

    def __init__(self, reason: str, *, status: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status


def is_secure(url: str) -> bool:
    """Whether what is sent there stays secret on the way: over TLS, or never leaving the machine."""
    parts = urlsplit(url)
    if not re.fullmatch(r"[\x21-\x7e]+", url) or parts.username is not None or parts.fragment:
        return False
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme, parts.hostname) == ("http", "127.0.0.1"))


def get_json(url: str, *, seconds: float | None = None) -> dict[str, Any]:
    """The JSON object at an address, within so many seconds. Raises NoAnswer."""
    return _asked(httpx.Request("GET", url, headers={"Accept": "application/json"}), seconds or ANSWER_SECONDS)


def post_form(url: str, form: Mapping[str, str], *, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The JSON object that a posted form is answered with. Raises NoAnswer."""
    told = {"Accept": "application/json", **(headers or {})}
    return _asked(httpx.Request("POST", url, data=dict(form), headers=told), ANSWER_SECONDS)


def _asked(request: httpx.Request, seconds: float) -> dict[str, Any]:
    if context.current().in_transaction:
        raise RuntimeError("asked outside the scheme while a transaction was open")
    try:
        found = json.loads(asyncio.run(_within(request, seconds)))
    except NoAnswer:
        raise
    except TimeoutError:
        raise NoAnswer("too_slow") from None
    except httpx.HTTPError as error:
        raise NoAnswer(type(error).__name__) from None
    except (ValueError, RecursionError):
        raise NoAnswer("not_json") from None
    if not isinstance(found, dict):
        raise NoAnswer("not_an_object")
    return found


async def _within(request: httpx.Request, seconds: float) -> bytes:
    async with asyncio.timeout(seconds):
        async with httpx.AsyncClient(verify=_trusted(), trust_env=False, timeout=seconds) as client:
            answer = await client.send(request, stream=True)
            if answer.status_code != httpx.codes.OK:
                raise NoAnswer("refused", status=answer.status_code)
            return await _bounded(answer)


async def _bounded(answer: httpx.Response) -> bytes:
    body = bytearray()
    async for piece in answer.aiter_bytes():
        body += piece
        if len(body) > MAX_ANSWER_BYTES:
            raise NoAnswer("too_large")
    return bytes(body)


@cache
def _trusted() -> ssl.SSLContext:
    """Reading the certificates takes longer than asking: once per process."""
    return httpx.create_ssl_context(trust_env=False)
