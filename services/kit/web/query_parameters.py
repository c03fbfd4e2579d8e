"""Refuses unknown and repeated query parameters, so that no filter is silently ignored."""

from fastapi import Request
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import ParamTypes
from fastapi.routing import APIRoute

from services.kit.errors import Invalid


def _known(route: APIRoute) -> frozenset[str]:
    parameters = get_flat_params(route.dependant)
    return frozenset(field.alias for field in parameters if getattr(field.field_info, "in_", None) is ParamTypes.query)


async def refuse_misread_query(request: Request) -> None:
    """Raises Invalid for a parameter that is not documented, or that comes twice: none of ours holds several values.

    OAuth's endpoints ignore unknown ones (RFC 6749 §3.1), and refuse repeated ones also where they read the query.
    """
    route = request.scope["route"]
    if not request.query_params:
        return
    kept: dict[str, frozenset[str]] = request.app.state.known_query
    known = kept.get(route.name) or kept.setdefault(route.name, _known(route))
    if not known.issuperset(request.query_params) and not route.path.startswith("/oauth"):
        raise Invalid(("", "unknown_parameter"))
    repeated = sorted(name for name in known if len(request.query_params.getlist(name)) > 1)
    if repeated:
        raise Invalid(*((f"/{name}", "repeated") for name in repeated))
