"""The one origin of development: passes each request on to the service whose name its path begins with.

In production a well-known reverse proxy does this (`deploy/`); the rules are the same.
"""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from uuid import uuid4

import httpx
import uvicorn
from pydantic_settings import BaseSettings, SettingsConfigDict
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from ressurspool.ops.addresses import LOOPBACK, PORTS, SERVICES
from services.kit.language import preferred
from services.kit.problems import TYPE
from services.kit.texts import PROBLEMS

LONGEST_WAIT_SECONDS = 70  # a feed waits for up to 30, and more than that is a sick service
RETRY_AFTER_SECONDS = 2
AUTH_PATHS = ("oauth", ".well-known")
INTERNAL = ("metrics",)  # for the operator's network only
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
# RFC 9110 §7.6.1: these belong to one connection, not to the message
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

Headers = list[tuple[bytes, bytes]]


class OriginSettings(BaseSettings):
    """Where the services listen."""

    model_config = SettingsConfigDict(env_prefix="ORIGIN_", extra="ignore", frozen=True)

    auth_url: str = f"http://{LOOPBACK}:{PORTS['auth']}"
    pool_url: str = f"http://{LOOPBACK}:{PORTS['pool']}"
    needs_url: str = f"http://{LOOPBACK}:{PORTS['needs']}"
    matching_url: str = f"http://{LOOPBACK}:{PORTS['matching']}"
    placements_url: str = f"http://{LOOPBACK}:{PORTS['placements']}"
    notify_url: str = f"http://{LOOPBACK}:{PORTS['notify']}"

    def addresses(self) -> dict[str, str]:
        """The first step of a path → where it leads."""
        services: dict[str, str] = {name: getattr(self, f"{name}_url") for name in SERVICES}
        return services | dict.fromkeys(AUTH_PATHS, self.auth_url)


def create_origin(settings: OriginSettings | None = None) -> Starlette:
    """The reverse proxy as an ASGI application."""
    addresses = (settings or OriginSettings()).addresses()

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        async with _client() as app.state.client:
            yield

    async def live(_request: Request) -> Response:
        return JSONResponse({"status": "live"})

    async def pass_on(request: Request) -> Response:
        step, _, rest = request.url.path.removeprefix("/").partition("/")
        if step not in addresses or rest in INTERNAL:
            return _problem(request, 404, "not-found")
        return await _passed_on(request, step, addresses[step])

    return Starlette(
        routes=[
            Route("/health/live", live),
            Route("/health/ready", live),
            Route("/{path:path}", pass_on, methods=METHODS),
        ],
        lifespan=life,
    )


def _client() -> httpx.AsyncClient:
    """Idle connections end before uvicorn ends them (5 s), so that no request meets a closing one."""
    limits = httpx.Limits(max_connections=500, max_keepalive_connections=100, keepalive_expiry=2)
    timeout = httpx.Timeout(LONGEST_WAIT_SECONDS, connect=2)
    return httpx.AsyncClient(trust_env=False, follow_redirects=False, limits=limits, timeout=timeout)


async def _passed_on(request: Request, step: str, address: str) -> Response:
    client: httpx.AsyncClient = request.app.state.client
    try:
        answer = await client.send(_outgoing(request, address), stream=True)
    except httpx.HTTPError:
        peer = "auth" if step in AUTH_PATHS else step
        return _problem(request, 503, "peer-unavailable", peer=peer)
    response = StreamingResponse(
        answer.aiter_raw(), status_code=answer.status_code, background=BackgroundTask(answer.aclose)
    )
    response.raw_headers = _without_hops(answer.headers.raw)
    return response


def _outgoing(request: Request, address: str) -> httpx.Request:
    """The same request to the service: path, headers and body as they came, and whom they came from."""
    headers = [(name, value) for name, value in _without_hops(request.headers.raw) if name != b"x-forwarded-for"]
    headers.append((b"x-forwarded-for", _forwarded_for(request).encode()))
    has_body = "content-length" in request.headers or "transfer-encoding" in request.headers
    target = request.scope["raw_path"]
    if request.scope["query_string"]:
        target += b"?" + request.scope["query_string"]
    return httpx.Request(
        request.method,
        address,
        headers=headers,
        content=request.stream() if has_body else None,
        extensions={"target": target},  # httpx would tidy the path up
    )


def _forwarded_for(request: Request) -> str:
    client = request.client.host if request.client else "unknown"
    return ", ".join([*request.headers.getlist("x-forwarded-for"), client])


def _without_hops(headers: Iterable[tuple[bytes, bytes]]) -> Headers:
    lowered = [(name.lower(), value) for name, value in headers]
    named = {step.strip().lower() for name, value in lowered if name == b"connection" for step in value.split(b",")}
    return [(name, value) for name, value in lowered if name not in HOP_BY_HOP | named]


def _problem(request: Request, status: int, code: str, **facts: str) -> Response:
    title, _, detail = PROBLEMS[code][preferred(request.headers.get("accept-language"))].partition(". ")
    told: Mapping[str, object] = {
        "type": TYPE + code,
        "title": title.format_map(facts),
        "status": status,
        "detail": detail.format_map(facts),
        "request_id": uuid4().hex,
        **facts,
    }
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": str(RETRY_AFTER_SECONDS)} if status == 503 else {})
    return JSONResponse(told, status_code=status, headers=headers, media_type="application/problem+json")


def serve_origin(*, host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT."""
    config = uvicorn.Config(
        create_origin(),
        host=host,
        port=port,
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=1,  # long polls of clients that stay are not waited for
        date_header=False,  # the services' own headers are passed on
        server_header=False,
    )
    uvicorn.Server(config).run()
