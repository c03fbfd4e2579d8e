"""Reaches the API as its origin does: each request goes to the service that its path names, without the proxy."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import httpx

from services.kit.calls.exchange import authorities

HttpClient: TypeAlias = httpx.Client
HttpRequest: TypeAlias = httpx.Request
AUTH_SEGMENTS = ("oauth", ".well-known")


class ApiTransport(httpx.BaseTransport):
    """Sends each request to the service at the address of its path's first segment."""

    def __init__(self, addresses: Mapping[str, str]) -> None:
        known = {**addresses, **dict.fromkeys(AUTH_SEGMENTS, addresses["auth"])}
        self._addresses = {segment: httpx.URL(address) for segment, address in known.items()}
        limits = httpx.Limits(max_connections=100, max_keepalive_connections=20, keepalive_expiry=2)
        self._inner = httpx.HTTPTransport(verify=authorities(), trust_env=False, limits=limits)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Raises httpx.ConnectError for a path of no service."""
        address = self._addresses.get(request.url.path.removeprefix("/").partition("/")[0])
        if address is None:
            raise httpx.ConnectError("no service has this path", request=request)
        request.url = request.url.copy_with(scheme=address.scheme, host=address.host, port=address.port)
        request.headers["Host"] = address.netloc.decode()
        return self._inner.handle_request(request)

    def close(self) -> None:
        """Nothing: clients come and go, and the connections stay for the next one."""

    def end(self) -> None:
        """Close the connections, when the process ends."""
        self._inner.close()


def api_client(
    transport: httpx.BaseTransport, *, seconds: float, sent: Callable[[httpx.Request], None] | None = None
) -> httpx.Client:
    """A client on the shared transport, which goes on when the client is closed or forgotten.

    `sent` is called with each request.
    """
    hooks = {"request": [sent] if sent else []}
    return httpx.Client(
        transport=transport, trust_env=False, follow_redirects=False, timeout=seconds, event_hooks=hooks
    )
