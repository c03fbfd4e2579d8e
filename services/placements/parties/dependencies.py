"""What the lists of candidacies and placements are asked by."""

from collections.abc import Awaitable, Callable, Collection
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from fastapi import Query

from services.kit.web.query_parameters import listed_of
from services.placements.parties.domain import ListSide, Wanted

States = Annotated[str | None, Query(max_length=200, description="Only these states, with commas between them")]
Live = Annotated[bool | None, Query(alias="open", description="Only what is not over yet, or only what is")]
About = Annotated[UUID | None, Query(description="Only what is about this one")]
Sides = Annotated[
    str | None, Query(max_length=20, description="Only your own (`mine`), or your body's as `home` or `host`")
]
NewestFirst = Annotated[bool, Query(description="Newest first; else oldest first")]


def wanted_of(kind: type[StrEnum], live: Collection[str]) -> Callable[..., Awaitable[Wanted]]:
    """The dependency of a list whose rows have states of this kind, and are not over in the `live` ones."""

    async def wanted(
        *,
        state: States = None,
        is_open: Live = None,
        need_id: About = None,
        expert_id: About = None,
        side: Sides = None,
        newest: NewestFirst = False,
    ) -> Wanted:
        states = None if state is None else frozenset(map(str, listed_of(state, kind, name="state")))
        if is_open is not None:
            asked = frozenset(map(str, live)) if is_open else frozenset(map(str, kind)) - frozenset(map(str, live))
            states = asked if states is None else states & asked
        sides = None if side is None else listed_of(side, ListSide, name="side")
        return Wanted(states=states, need_id=need_id, expert_id=expert_id, sides=sides, newest_first=newest)

    return wanted
