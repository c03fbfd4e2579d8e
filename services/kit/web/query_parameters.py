"""Refuses unknown and repeated query parameters, so that no filter is silently ignored, and reads lists in others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_origin

from fastapi import Request
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import ParamTypes
from fastapi.routing import APIRoute

from services.kit.data.pagination import MAX_LIMIT
from services.kit.errors import Invalid

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
LONGEST_LIST = 37 * MAX_LIMIT  # of ids and the commas between them


@dataclass(frozen=True, kw_only=True)
class KnownQuery:
    """The query parameters of a route, and those of them that hold one value."""

    names: frozenset[str]
    single: frozenset[str]

    @classmethod
    def of(cls, route: APIRoute) -> "KnownQuery":
        parameters = get_flat_params(route.dependant)
        fields = [field for field in parameters if getattr(field.field_info, "in_", None) is ParamTypes.query]
        single = frozenset(field.alias for field in fields if not _holds_several(field.field_info.annotation))
        return cls(names=frozenset(field.alias for field in fields), single=single)


def _holds_several(kind: Any) -> bool:
    return any(get_origin(one) is list for one in (kind, *get_args(kind)))


async def refuse_misread_query(request: Request) -> None:
    """Raises Invalid for a parameter that is not documented, or that comes twice and holds one value.

    OAuth's endpoints ignore unknown ones (RFC 6749 §3.1), and refuse repeated ones also where they read the query.
    """
    route = request.scope["route"]
    if not request.query_params:
        return
    kept: dict[str, KnownQuery] = request.app.state.known_query
    known = kept.get(route.name) or kept.setdefault(route.name, KnownQuery.of(route))
    if not known.names.issuperset(request.query_params) and not route.path.startswith("/oauth"):
        raise Invalid(("", "unknown_parameter"))
    repeated = sorted(name for name in known.single if len(request.query_params.getlist(name)) > 1)
    if repeated:
        raise Invalid(*((f"/{name}", "repeated") for name in repeated))


def listed(text: str, read: Callable[[str], T], *, name: str) -> list[T]:
    """What stands between the commas of a parameter, each once. Raises Invalid where `read` raises ValueError."""
    try:
        return list(dict.fromkeys(map(read, text.split(","))))
    except ValueError:
        raise Invalid((f"/{name}", "wrong_form")) from None


def each_of(given: Sequence[str], read: Callable[[str], T], *, name: str) -> tuple[T, ...]:
    """The values of a parameter that may come again, and hold commas, each once. Raises Invalid as `listed` does."""
    return tuple(listed(",".join(given), read, name=name))


def codes_of(given: Sequence[str], known: Callable[[str], str], *, name: str) -> tuple[str, ...]:
    """As `each_of`, of codes. Raises Invalid with the code that `known` raises a ValueError with."""
    try:
        return tuple(dict.fromkeys(map(known, ",".join(given).split(","))))
    except ValueError as error:
        raise Invalid((f"/{name}", str(error))) from None


def words_of(given: Sequence[str], kind: type[E], *, name: str) -> frozenset[E]:
    """As `each_of`, of words. Raises Invalid for one that is none of its kind, with the `legal` ones."""
    words = {str(word): word for word in kind}
    named = ",".join(given).split(",")
    if not words.keys() >= set(named):
        raise Invalid((f"/{name}", "wrong_value"), legal=list(words))
    return frozenset(words[one] for one in named)
