"""Refuses query parameters a route does not know, so that a misspelt filter is not silently ignored."""

from functools import lru_cache

from fastapi import Request
from fastapi.dependencies.utils import get_flat_dependant
from fastapi.routing import APIRoute

from services.kit.errors import Invalid


@lru_cache(maxsize=512)
def _known(route: APIRoute) -> frozenset[str]:
    return frozenset(field.alias for field in get_flat_dependant(route.dependant).query_params)


async def refuse_unknown_query(request: Request) -> None:
    """Raises Invalid for a parameter that is not documented. OAuth's endpoints ignore them (RFC 6749 §3.1)."""
    route = request.scope["route"]
    if (
        request.query_params
        and not route.path.startswith("/oauth")
        and not _known(route).issuperset(request.query_params)
    ):
        raise Invalid(("", "unknown_parameter"))
