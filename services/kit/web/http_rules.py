"""HTTP's own rules (RFC 9110), the same for every route: before one is found, and after it has answered."""

import re
from collections.abc import Callable, Iterable, Sequence

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.kit.context import RequestContext
from services.kit.errors import HeadersTooLarge, Invalid, MalformedRequest, NotFound, ServiceError

MOST_HEADERS = 100
MOST_HEADER_BYTES = 16 * 1024
BLANKS = b" \t"  # RFC 9110 §5.6.3

_LISTS = frozenset({b"accept", b"accept-language", b"if-match", b"if-none-match"})
_SINGLE = {b"content-type": "/Content-Type", b"idempotency-key": "/Idempotency-Key"}
_SIGNS_OF_NO_PATH = re.compile(r"[\x00-\x20\x7f]")

Headers = list[tuple[bytes, bytes]]


def read_headers(sent: Iterable[tuple[bytes, bytes]]) -> Headers:
    """The headers as RFC 9110 reads them: values without blanks around them (§5.5), a list's lines as one (§5.3)."""
    headers: Headers = []
    lists: dict[bytes, list[bytes]] = {}
    for name, value in sent:
        if name in _LISTS:
            lists.setdefault(name, []).append(value.strip(BLANKS))
        else:
            headers.append((name, value.strip(BLANKS)))
    return headers + [(name, b", ".join(values)) for name, values in lists.items()]


def fault_of(scope: Scope) -> ServiceError | None:
    """What is wrong with a request whatever its service, or None."""
    headers: Sequence[tuple[bytes, bytes]] = scope["headers"]
    if len(headers) > MOST_HEADERS or sum(len(name) + len(value) for name, value in headers) > MOST_HEADER_BYTES:
        return HeadersTooLarge(limit=MOST_HEADERS, bytes=MOST_HEADER_BYTES)
    names = [name for name, _ in headers]
    hosts = names.count(b"host")
    if hosts > 1 or (hosts == 0 and scope.get("http_version") == "1.1"):  # RFC 9112 §3.2
        return MalformedRequest()
    if _SIGNS_OF_NO_PATH.search(scope["path"]):  # "$" in a pattern matches before a line feed too
        return NotFound()
    return None


def repeated_in(scope: Scope) -> ServiceError | None:
    """The headers with one value that were sent twice, or None: either could be the one that is meant."""
    names = [name for name, _ in scope["headers"]]
    repeated = [pointer for name, pointer in _SINGLE.items() if names.count(name) > 1]
    return Invalid(*((pointer, "repeated") for pointer in repeated)) if repeated else None


def finish_headers(message: Message, now: RequestContext, *, personal: bool) -> None:
    """Add to a response's headers what follows from the request: its id, its language, and who may keep it."""
    headers = MutableHeaders(scope=message)
    headers["X-Request-Id"] = now.request_id
    headers["X-Content-Type-Options"] = "nosniff"
    if now.language_chosen:
        headers.add_vary_header("Accept-Language")
        headers["Content-Language"] = now.language
    if personal:
        headers.setdefault("Cache-Control", "no-store")


def is_head(request: Request) -> bool:
    """Whether the client asked with HEAD: routes see a GET."""
    return "head" in request.scope


class HttpRules:
    """Refuses what is wrong on every route, and answers HEAD as GET without the body (RFC 9110 §9.3.2)."""

    def __init__(self, app: ASGIApp, *, refuse: Callable[[ServiceError], Response]) -> None:
        self._app = app
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        fault = fault_of(scope) or repeated_in(scope) if scope["type"] == "http" else None
        if fault is not None:
            await self._refuse(fault)(scope, receive, send)
        elif scope["type"] == "http" and scope["method"] == "HEAD":
            await self._answer_head(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _answer_head(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The server keeps its scope with HEAD in it: it counts no body by that."""
        as_get = {**scope, "method": "GET", "head": True}

        async def send_without_body(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        try:
            await self._app(as_get, receive, send_without_body)
        finally:
            if "route" in as_get:
                scope["route"] = as_get["route"]  # for the log and the metrics
