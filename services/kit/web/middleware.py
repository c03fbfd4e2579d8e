"""The middleware of every service: request ids, the request log, metrics, the largest body."""

import asyncio
import re
from collections.abc import Callable
from functools import lru_cache
from ipaddress import ip_address
from uuid import uuid4

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.kit import clock, context
from services.kit.language import Language, preferred
from services.kit.web.http_rules import finish_headers, read_headers
from services.kit.web.problems import MAX_BODY_BYTES

# For the whole of 256 KB: 105 kbit/s. Less than the proxy waits (30 s): Caddy ends what is slower as an empty 200.
BODY_SECONDS = 20
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_TRACEPARENT = re.compile(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")

log = structlog.get_logger()


class Metrics:
    """The metrics of this process, by route template and never by path."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ["method", "route", "status"]
        self.requests = Counter("http_requests", "Answered requests", labels, registry=self.registry)
        self.seconds = Histogram("http_request_seconds", "Time to answer", labels[:2], registry=self.registry)
        self._found: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a response. The two metrics of each kind are looked up once: there are few, as there are few routes."""
        found = self._found.get((method, route, status))
        if found is None:
            found = self.requests.labels(method, route, status), self.seconds.labels(method, route)
            self._found[method, route, status] = found
        requests, durations = found
        requests.inc()
        durations.observe(seconds)


class RequestLog:
    """Begins the request's context, sets the service's root path, and logs and counts the response."""

    def __init__(self, app: ASGIApp, *, root: str, metrics: Metrics, fail: Callable[[], Response]) -> None:
        self._app = app
        self._root = root
        self._metrics = metrics
        self._fail = fail

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["root_path"], scope["headers"] = self._root, read_headers(scope["headers"])
        now = context.begin(_context_of(scope))
        personal = any(name == b"authorization" for name, _ in scope["headers"])
        began, status = clock.monotonic(), None

        async def observed_send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                finish_headers(message, now, personal=personal)
            await send(message)

        try:
            await self._app(scope, receive, observed_send)
        except Exception as error:  # the last resort: the server would log its message, which may hold personal data
            log.error("unexpected", **place_of(error))
            if status is None:  # a response that has begun cannot be another one
                await self._fail()(scope, receive, observed_send)
        finally:
            self._log(scope, status or 500, clock.monotonic() - began)

    def _log(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "unmatched")
        self._metrics.count(scope["method"], route, status, seconds)
        if not route.startswith("/health"):
            log.info("request", method=scope["method"], route=route, status=status, ms=round(seconds * 1000, 1))


def place_of(error: Exception) -> dict[str, str]:
    """The type and the place of an error, without its message."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    place = f"{last.tb_frame.f_code.co_filename}:{last.tb_lineno}" if last else ""
    return {"kind": type(getattr(error, "orig", None) or error).__name__, "place": place}


def _context_of(scope: Scope) -> context.RequestContext:
    sent: dict[bytes, list[bytes]] = {}
    for name, value in scope["headers"]:
        sent.setdefault(name, []).append(value)
    asked_id, trace = _only(sent, b"x-request-id"), _only(sent, b"traceparent")
    language = _only(sent, b"accept-language")
    return context.RequestContext(
        request_id=asked_id if _REQUEST_ID.fullmatch(asked_id) else uuid4().hex,
        traceparent=trace if _TRACEPARENT.fullmatch(trace) else None,
        asked_language=preferred(language) if language else Language.NB,
        address=_address(scope),
    )


def _only(sent: dict[bytes, list[bytes]], name: bytes) -> str:
    """The value of a header that was sent once, else nothing."""
    values = sent.get(name, [])
    return values[0].decode("latin-1") if len(values) == 1 else ""


def _address(scope: Scope) -> str | None:
    """The address in its one spelling; behind the proxy it is read from X-Forwarded-For, which can hold anything."""
    host, _ = scope.get("client") or ("", 0)
    return _spelled(host)


@lru_cache(maxsize=1024)
def _spelled(host: str) -> str | None:
    try:
        return str(ip_address(host))
    except ValueError:
        return None


class BodyCap:
    """Refuses bodies over 256 KB with 413, whether their length was announced or not.

    FastAPI's own `max_body_size` answers in plain text before any handler of ours, so it cannot say what to do.

    A body that ends early, because the client went away or is slower than `seconds`, reaches no route (408): half of a
    decision may be another decision.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        refuse: Callable[[], Response],
        incomplete: Callable[[], Response],
        seconds: float = BODY_SECONDS,
    ) -> None:
        self._app = app
        self._refuse = refuse
        self._incomplete = incomplete
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = _announced(scope)
        if announced is None:
            await self._app(scope, _once(b"", receive), send)
            return
        if not announced.isdigit() or int(announced) > MAX_BODY_BYTES:
            await self._refuse()(scope, receive, send)
            return
        try:
            async with asyncio.timeout(self._seconds):
                body = await _read(receive)
        except (EndedEarly, TimeoutError):
            await self._incomplete()(scope, receive, send)
            return
        if body is None:
            await self._refuse()(scope, receive, send)
            return
        await self._app(scope, _once(body, receive), send)


def _announced(scope: Scope) -> bytes | None:
    """The length of the body, "0" where it comes in pieces. None without both headers: no body (RFC 9112 §6.3)."""
    length = in_pieces = None
    for name, value in scope["headers"]:
        if name == b"content-length":
            length = value
        elif name == b"transfer-encoding":
            in_pieces = b"0"
    return in_pieces if length is None else length


class EndedEarly(Exception):
    """The client went away before its body was whole."""


async def _read(receive: Receive) -> bytes | None:
    """The whole body, or None once it is over the cap. Raises EndedEarly."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MAX_BODY_BYTES:
            return None
        if message["type"] == "http.disconnect":
            raise EndedEarly()
        if not message.get("more_body", False):
            return bytes(body)


def _once(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def replay() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
