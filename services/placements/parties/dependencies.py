"""What the lists of candidacies and placements are asked by."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Query

from services.kit.lists import Order
from services.kit.web.list_parameters import (
    AGES,
    About,
    From,
    Ids,
    Live,
    OrderBy,
    States,
    To,
    UpdatedSince,
    asked_of,
    refuse_no_period,
    states_of,
)
from services.kit.web.query_parameters import words_of
from services.placements.parties.domain import ListSide, Wanted

Sides = Annotated[list[str] | None, Query(description="Only your own (`mine`), or your body's as `home` or `host`")]


def wanted_of(
    kind: type[StrEnum], live: Collection[str], *, orders: Collection[Order] = AGES
) -> Callable[..., Awaitable[Wanted]]:
    """The dependency of a list whose rows have states of this kind, and are not over in the `live` ones."""

    async def wanted(
        *,
        ids: Ids = None,
        state: States = None,
        is_open: Live = None,
        need_id: About = None,
        expert_id: About = None,
        side: Sides = None,
        updated_since: UpdatedSince = None,
        order: OrderBy = None,
    ) -> Wanted:
        asked = asked_of(orders=orders, order=order, ids=ids, updated_since=updated_since)
        return Wanted(
            **vars(asked),
            states=states_of(state, is_open, kind=kind, live=live),
            need_id=need_id,
            expert_id=expert_id,
            sides=None if side is None else words_of(side, ListSide, name="side"),
        )

    return wanted


def wanted_in_days(kind: type[StrEnum], live: Collection[str]) -> Callable[..., Awaitable[Wanted]]:
    """The same of a list whose rows have days too."""

    async def wanted(
        asked: Annotated[Wanted, Depends(wanted_of(kind, live, orders=tuple(Order)))],
        first: From = None,
        last: To = None,
    ) -> Wanted:
        refuse_no_period(first, last)
        return replace(asked, first=first, last=last)

    return wanted
