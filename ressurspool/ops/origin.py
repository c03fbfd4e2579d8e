"""The reverse proxy of development: forwards each request to the service whose name its path begins with.

In production a well-known reverse proxy does this (`deploy/`), by the same rules.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import httpx
import uvicorn
from pydantic import create_model
from pydantic_settings import BaseSettings, SettingsConfigDict
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from ressurspool.ops.addresses import LOOPBACK, PORTS
from ressurspool.ops.site.files import CONTENT_SECURITY, SEGMENTS, find
from services.kit.errors import BodyIncomplete, MalformedRequest, NotFound, PeerUnavailable, ServiceError, TooLarge
from services.kit.language import preferred
from services.kit.web.http_rules import fault_of, read_headers
from services.kit.web.middleware import BODY_SECONDS
from services.kit.web.problems import MAX_BODY_BYTES, TYPE
from services.kit.web.texts import PROBLEMS
from services.scheme.services import PROCESSES, WEB

LONGEST_WAIT_SECONDS = 70  # a feed waits for up to 30; a service that takes longer still is sick
AUTH_PATHS = ("oauth", ".well-known")
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
# RFC 9110 §7.6.1: these headers belong to one connection, not to the message
HOP_BY_HOP = {
    b"connection",
    b"keep-alive",
    b"proxy-authenticate",
    b"proxy-authorization",
    b"proxy-connection",
    b"te",
    b"trailer",
    b"transfer-encoding",
    b"upgrade",
}

_FORWARDED = b"x-forwarded-for"

Headers = list[tuple[bytes, bytes]]


class _Addresses(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="ORIGIN_", extra="ignore", frozen=True)

    def addresses(self) -> dict[str, str]:
        """The first segment of a path → the address of its service."""
        services: dict[str, str] = {name: getattr(self, f"{name}_url") for name in PROCESSES}
        return services | dict.fromkeys(AUTH_PATHS, services["auth"]) | {"": services[WEB]}


_URLS: dict[str, Any] = {f"{name}_url": (str, f"http://{LOOPBACK}:{PORTS[name]}") for name in PROCESSES}
OriginSettings = create_model("OriginSettings", __base__=_Addresses, **_URLS)  # ORIGIN_<SERVICE>_URL for each service


def create_origin(settings: _Addresses | None = None) -> Starlette:
    """The reverse proxy as an ASGI application."""
    addresses = (settings or OriginSettings()).addresses()

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        async with _client() as app.state.client:
            yield

    async def live(_request: Request) -> Response:
        return JSONResponse({"status": "live"})

    async def forward(request: Request) -> Response:
        request.scope["headers"] = read_headers(request.scope["headers"])
        fault = fault_of(request.scope)
        segment = request.url.path.removeprefix("/").partition("/")[0]
        if fault is None and segment in SEGMENTS and request.method in {"GET", "HEAD"}:
            return await _own(request)
        if fault is not None or segment not in addresses:
            return _problem(request, fault or NotFound())
        return await _forwarded(request, segment, addresses[segment])

    return Starlette(
        routes=[
            Route("/health/live", live),
            Route("/health/ready", live),
            Route("/{path:path}", forward, methods=METHODS),
        ],
        lifespan=life,
    )


async def _own(request: Request) -> Response:
    """One of the origin's own pages."""
    file = await run_in_threadpool(find, request.url.path)
    if file is None:
        return _problem(request, NotFound())
    headers = {"Content-Security-Policy": CONTENT_SECURITY, "X-Content-Type-Options": "nosniff"}
    return Response(file.content, media_type=file.media_type, headers=headers)


def _client() -> httpx.AsyncClient:
    """A client whose idle connections end before uvicorn ends them (5 s): no request meets a closing one."""
    limits = httpx.Limits(max_connections=500, max_keepalive_connections=100, keepalive_expiry=2)
    timeout = httpx.Timeout(LONGEST_WAIT_SECONDS, connect=2)
    return httpx.AsyncClient(trust_env=False, follow_redirects=False, limits=limits, timeout=timeout)


async def _forwarded(request: Request, segment: str, address: str) -> Response:
    client: httpx.AsyncClient = request.app.state.client
    try:
        answer = await client.send(await _outgoing(request, address), stream=True)
    except (BodyIncomplete, TooLarge) as fault:
        return _problem(request, fault)
    except httpx.LocalProtocolError:  # what the client sent cannot be sent on
        return _problem(request, MalformedRequest())
    except httpx.HTTPError:
        return _problem(request, PeerUnavailable(peer="auth" if segment in AUTH_PATHS else segment))
    response = StreamingResponse(
        answer.aiter_raw(), status_code=answer.status_code, background=BackgroundTask(answer.aclose)
    )
    response.raw_headers = _without_hops(answer.headers.raw)
    return response


async def _outgoing(request: Request, address: str) -> httpx.Request:
    """The request to the service: path, headers and body unchanged, and the client's address added.

    Raises BodyIncomplete, TooLarge.
    """
    headers = [(name, value) for name, value in _without_hops(request.headers.raw) if name != _FORWARDED]
    headers.append((_FORWARDED, _forwarded_for(request).encode()))
    has_body = "content-length" in request.headers or "transfer-encoding" in request.headers
    target = request.scope["raw_path"]
    if request.scope["query_string"]:
        target += b"?" + request.scope["query_string"]
    return httpx.Request(
        request.method,
        address,
        headers=headers,
        content=await _body_of(request) if has_body else None,
        extensions={"target": target},  # httpx would normalise the path
    )


async def _body_of(request: Request) -> bytes:
    """The whole body: what is sent on piece by piece keeps a service that refuses it early from being heard.

    Raises BodyIncomplete, TooLarge.
    """
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for piece in request.stream():
                body += piece
                if len(body) > MAX_BODY_BYTES:
                    raise TooLarge(limit=MAX_BODY_BYTES)
    except (TimeoutError, ClientDisconnect):
        raise BodyIncomplete(seconds=BODY_SECONDS) from None
    return bytes(body)


def _forwarded_for(request: Request) -> str:
    client = request.client.host if request.client else "unknown"
    return ", ".join([*request.headers.getlist("x-forwarded-for"), client])


def _without_hops(headers: Iterable[tuple[bytes, bytes]]) -> Headers:
    lowered = [(name.lower(), value) for name, value in headers]
    named = {one.strip().lower() for name, value in lowered if name == b"connection" for one in value.split(b",")}
    return [(name, value) for name, value in lowered if name not in HOP_BY_HOP | named]


def _problem(request: Request, error: ServiceError) -> Response:
    language, request_id = preferred(request.headers.get("accept-language")), uuid4().hex
    title, _, detail = PROBLEMS[error.code][language].partition(". ")
    body: Mapping[str, object] = {
        "type": TYPE + error.code,
        "title": title.format_map(error.facts),
        "status": error.status,
        "detail": detail.format_map(error.facts),
        "request_id": request_id,
        **error.facts,
    }
    headers = {"Cache-Control": "no-store", "Content-Language": language, "Vary": "Accept-Language"}
    headers["X-Request-Id"] = request_id
    if error.retry_after is not None:
        headers["Retry-After"] = str(error.retry_after)
    return JSONResponse(body, status_code=error.status, headers=headers, media_type="application/problem+json")


def serve_origin(*, host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT."""
    config = uvicorn.Config(
        create_origin(),
        host=host,
        port=port,
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=1,  # do not wait for clients' long polls
        date_header=False,  # the services' own headers are forwarded
        server_header=False,
    )
    uvicorn.Server(config).run()
