"""What the routes about tasks are given."""

from typing import Annotated

from fastapi import Depends, Query

from services.kit.access.guard import caller_for
from services.kit.access.table import Caller
from services.kit.lists import Order
from services.kit.web.list_parameters import Ids, OrderBy, UpdatedSince, asked_of
from services.kit.web.query_parameters import words_of
from services.notify.tasks.domain import Kind, WantedTasks

TaskReader = Annotated[Caller, Depends(caller_for("list_tasks", "read_task"))]
ORDERS = (Order.OLDEST, Order.NEWEST)


async def wanted_tasks(
    *,
    ids: Ids = None,
    kind: Annotated[list[str] | None, Query(description="Only tasks of these kinds")] = None,
    closed_too: Annotated[bool, Query(alias="all", description="Closed tasks too")] = False,
    updated_since: UpdatedSince = None,
    order: OrderBy = None,
) -> WantedTasks:
    """Which tasks are asked for.

    What is closed has no deadline any more that it could be listed by. Who asks for the latest changes wants to know of
    what was closed too.
    """
    orders = (*ORDERS, Order.CHANGED if closed_too else Order.SOONEST)
    asked = asked_of(orders=orders, order=order, ids=ids, updated_since=updated_since)
    kinds = None if kind is None else words_of(kind, Kind, name="kind")
    return WantedTasks(
        order=asked.order, ids=asked.ids, updated_since=asked.updated_since, kinds=kinds, closed_too=closed_too
    )


AskedTasks = Annotated[WantedTasks, Depends(wanted_tasks)]
