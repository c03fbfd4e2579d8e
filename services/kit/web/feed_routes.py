"""The event feed over HTTP, the same in every service."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from services.kit.access.guard import caller_for
from services.kit.access.table import Caller, CallerKind
from services.kit.errors import EpochUnknown, NotPermitted, Unavailable
from services.kit.events.bell import EVENTS, MAX_WAIT_SECONDS, STATES, Bell
from services.kit.events.feed import FeedPage, events_page, states_page
from services.kit.web.concurrency import asker_of
from services.kit.web.problems import problems
from services.kit.web.turns import Turns

router = APIRouter(tags=["events"])

EventReader = Annotated[Caller, Depends(caller_for("list_events"))]
_POSITION = {"pattern": r"^(now|[^.]*\.[0-9]{1,18})?$"}  # what does not fit is an error of its own
After = Annotated[
    str,
    Query(max_length=64, json_schema_extra=_POSITION, description='A position; empty is the beginning, "now" the end'),
]
Limit = Annotated[int, Query(ge=1, le=1000, description="How many at most")]
Wait = Annotated[float, Query(ge=0, le=MAX_WAIT_SECONDS, description="Seconds to wait when there is nothing new")]


class CloudEvents(JSONResponse):
    media_type = "application/cloudevents-batch+json"


@router.get(
    "/v1/events",
    name="list_events",
    response_class=CloudEvents,
    responses=problems(EpochUnknown, Unavailable, NotPermitted),
)
async def list_events(
    request: Request, caller: EventReader, after: After = "", limit: Limit = 100, wait: Wait = 0
) -> CloudEvents:
    """Everything that happened here, in order, as a CloudEvents 1.0 batch.

    Go on from the `Feed-Position` header of the answer. With nothing new the answer is an empty batch, after
    `wait` seconds. A sibling service reads all; an agency's own client what concerns that agency, without persons
    and other bodies. A client has four requests waiting here at most; a further one is 429.
    A position of another epoch (the database was restored) is 410: start again from the beginning.
    """
    database = request.app.state.database
    orgnr = None if caller.kind is CallerKind.SERVICE else caller.org or "none"
    source = request.app.state.source
    fetch = partial(events_page, database, limit=limit, source=source, orgnr=orgnr)
    page = await _first_page(request, fetch, topic=EVENTS if orgnr is None else orgnr, after=after, wait=wait)
    return CloudEvents(page.items, headers=feed_headers(page))


async def latest_states(request: Request, after: After = "", limit: Limit = 500, wait: Wait = 0) -> dict[str, Any]:
    """The requested page of the state feed; a dependency of the service's own route."""
    fetch: Callable[[str], FeedPage] = partial(states_page, request.app.state.database, limit=limit)
    page = await _first_page(request, fetch, topic=STATES, after=after, wait=wait)
    return {"items": page.items, "position": page.position, "head": page.head}


async def _first_page(
    request: Request, fetch: Callable[[str], FeedPage], *, topic: str, after: str, wait: float
) -> FeedPage:
    """The page, fetched with a place of the caller's; without one while the request waits for something new."""
    bell: Bell = request.app.state.bell
    turns: Turns = request.app.state.turns
    asker = asker_of(request)

    async def fetch_in_turn(position: str) -> FeedPage:
        async with turns.place(asker):
            return await run_in_threadpool(fetch, position)

    if wait <= 0:
        return await fetch_in_turn(after)
    async with turns.poll(asker, wait=wait):
        return await bell.first_page(fetch_in_turn, topic=topic, after=after, wait=wait)


def feed_headers(page: FeedPage) -> dict[str, str]:
    return {"Feed-Position": page.position, "Feed-Head": str(page.head), "Cache-Control": "no-store"}


LatestStates = Annotated[dict[str, Any], Depends(latest_states)]
