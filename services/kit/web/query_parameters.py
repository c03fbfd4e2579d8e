"""Refuses unknown and repeated query parameters, so that no filter is silently ignored, and reads lists in others."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from fastapi import Request
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import ParamTypes
from fastapi.routing import APIRoute

from services.kit.data.pagination import MAX_LIMIT
from services.kit.errors import Invalid

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
LONGEST_LIST = 37 * MAX_LIMIT  # of ids and the commas between them


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


def listed(text: str, read: Callable[[str], T], *, name: str) -> list[T]:
    """What stands between the commas of a parameter, each once. Raises Invalid where `read` raises ValueError."""
    try:
        return list(dict.fromkeys(map(read, text.split(","))))
    except ValueError:
        raise Invalid((f"/{name}", "wrong_form")) from None


def listed_of(text: str, kind: type[E], *, name: str) -> frozenset[E]:
    """Words between commas. Raises Invalid for one that is none of its kind, with the `legal` ones."""
    words = {str(word): word for word in kind}
    named = text.split(",")
    if not words.keys() >= set(named):
        raise Invalid((f"/{name}", "wrong_value"), legal=list(words))
    return frozenset(words[one] for one in named)
