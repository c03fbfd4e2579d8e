"""The parameters of lists: one grammar for all of them. A list's dependency names those that it takes.

Where a parameter takes several values, it comes again for each, or holds commas. A word that is none of those it takes
is refused, and `legal` has them.
"""

from collections.abc import Awaitable, Callable, Collection
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import Query
from pydantic import Field

from services.kit.data.pagination import MAX_LIMIT
from services.kit.errors import Invalid
from services.kit.lists import Asked, Order
from services.kit.schemas import QueriedDay, QueriedMoment
from services.kit.web.query_parameters import LIST_OF_IDS, LONGEST_LIST, each_of, listed, words_of

E = TypeVar("E", bound=StrEnum)

MOST_WORDS, SHORTEST_WORD = 5, 2
_IdsText = Annotated[str, Field(json_schema_extra=LIST_OF_IDS)]
Ids = Annotated[list[_IdsText] | None, Query(alias="id", description=f"Only these, {MAX_LIMIT} at most")]
States = Annotated[list[str] | None, Query(description="Only these states")]
Live = Annotated[bool | None, Query(alias="open", description="Only what is not over yet, or only what is")]
About = Annotated[UUID | None, Query(description="Only what is about this one")]
UpdatedSince = Annotated[
    QueriedMoment | None, Query(description="Only what has changed since this moment; with its zone")
]
From = Annotated[QueriedDay | None, Query(alias="from", description="Only what lasts until this day at least")]
To = Annotated[QueriedDay | None, Query(alias="to", description="Only what has begun by this day")]
Searched = Annotated[
    str | None,
    Query(
        max_length=100,
        description="Only what has each of these words, or one that begins so, in its texts or in the names of its "
        "fields and skills in any language",
    ),
]
OrderBy = Annotated[
    str | None,
    Query(
        max_length=20,
        description="`oldest` or `newest` first, by when it was created; `soonest`, by its first day, where it has "
        "one; or `changed`, by when it last changed, the latest at the end. `oldest` where left out",
    ),
]

AGES = (Order.OLDEST, Order.NEWEST, Order.CHANGED)


def asked_of(
    *,
    orders: Collection[Order],
    order: str | None,
    ids: list[str] | None,
    updated_since: datetime | None,
) -> Asked:
    """What is asked for. Raises Invalid for an order that the list has not, and for too many ids."""
    if order is not None and order not in orders:
        raise Invalid(("/order", "wrong_value"), legal=list(orders))
    named = None if ids is None else _ids_of(ids)
    return Asked(order=Order(order or Order.OLDEST), ids=named, updated_since=updated_since)


def required_ids(name: str) -> Callable[..., Awaitable[list[UUID]]]:
    """The dependency of a route that says something of each thing whose id stands in the parameter of this name."""
    described = "Their ids, with commas between them"
    kind = Query(alias=name, max_length=LONGEST_LIST, json_schema_extra=LIST_OF_IDS, description=described)

    async def required(given: Annotated[str, kind]) -> list[UUID]:
        return listed(given, UUID, name=name)

    return required


def searched_words(words: Collection[str] | None) -> list[str]:
    """The words of `q` in their order, none without it. Raises Invalid for a `q` without words.

    So it does for more words, or shorter ones, than are searched for: each costs a search of its own.
    """
    if words is None:
        return []
    if not words:
        raise Invalid(("/q", "wrong_form"))
    if len(words) > MOST_WORDS:
        raise Invalid(("/q", "too_long"))
    if any(len(word) < SHORTEST_WORD for word in words):
        raise Invalid(("/q", "too_short"))
    return sorted(words)


def refuse_no_period(first: date | None, last: date | None) -> None:
    """Raises Invalid where the last day is before the first."""
    if first is not None and last is not None and last < first:
        raise Invalid(("/to", "out_of_range"))


def states_of(
    given: list[str] | None, is_open: bool | None, *, kind: type[StrEnum], live: Collection[str]
) -> frozenset[str] | None:
    """The states that are asked for, None where all are: those given, and of them the ones that are open or over."""
    states = None if given is None else frozenset(map(str, words_of(given, kind, name="state")))
    if is_open is None:
        return states
    asked = frozenset(map(str, live)) if is_open else frozenset(map(str, kind)) - frozenset(map(str, live))
    return asked if states is None else states & asked


def _ids_of(given: list[str]) -> tuple[UUID, ...]:
    ids = each_of(given, UUID, name="id")
    if len(ids) > MAX_LIMIT:
        raise Invalid(("/id", "too_long"))
    return ids
