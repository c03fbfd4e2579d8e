"""Refuses unknown query parameters, so that a misspelt filter is not silently ignored."""

from fastapi import Request
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import ParamTypes
from fastapi.routing import APIRoute

from services.kit.errors import Invalid


def _known(route: APIRoute) -> frozenset[str]:
    parameters = get_flat_params(route.dependant)
    return frozenset(field.alias for field in parameters if getattr(field.field_info, "in_", None) is ParamTypes.query)


async def refuse_unknown_query(request: Request) -> None:
    """Raises Invalid for a parameter that is not documented. OAuth's endpoints ignore them (RFC 6749 §3.1)."""
    route = request.scope["route"]
    if not request.query_params or route.path.startswith("/oauth"):
        return
    kept: dict[str, frozenset[str]] = request.app.state.known_query
    known = kept.get(route.name) or kept.setdefault(route.name, _known(route))
    if not known.issuperset(request.query_params):
        raise Invalid(("", "unknown_parameter"))
