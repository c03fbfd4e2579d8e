"""Makes the HTTP clients that requests and logins go through."""

from functools import cache
from ssl import SSLContext
from typing import Any

import httpx


def http_client(*, seconds: float, **more: Any) -> httpx.Client:
    """A client that follows no redirect and takes nothing from the environment. `seconds`: what one step may take."""
    return httpx.Client(verify=_authorities(), trust_env=False, timeout=seconds, **more)


@cache  # reading the list of certificates takes longer than a login
def _authorities() -> SSLContext:
    return httpx.create_ssl_context(trust_env=False)
