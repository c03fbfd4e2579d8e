"""The event feed over HTTP, the same in every service."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse

from services.kit.access.guard import caller_for
from services.kit.access.table import Caller, CallerKind
from services.kit.errors import EpochUnknown, NotPermitted, Unavailable
from services.kit.events.feed import MAX_WAIT_SECONDS, FeedPage, events_page, states_page
from services.kit.web.problems import problems

router = APIRouter(tags=["events"])

EventReader = Annotated[Caller, Depends(caller_for("list_events"))]
After = Annotated[str, Query(max_length=64, description='A position; empty is the beginning, "now" the end')]
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
    and other bodies.
    A position of another epoch (the database was restored) is 410: start again from the beginning.
    """
    database = request.app.state.database
    orgnr = None if caller.kind is CallerKind.SERVICE else caller.org or "none"
    source = request.app.state.source
    fetch = partial(events_page, database, limit=limit, source=source, orgnr=orgnr)
    page = await request.app.state.bell.first_page(fetch, after=after, wait=wait)
    return CloudEvents(page.items, headers=feed_headers(page))


async def latest_states(request: Request, after: After = "", limit: Limit = 500, wait: Wait = 0) -> dict[str, Any]:
    """The requested page of the state feed; a dependency of the service's own route."""
    fetch: Callable[[str], FeedPage] = partial(states_page, request.app.state.database, limit=limit)
    page = await request.app.state.bell.first_page(fetch, after=after, wait=wait)
    return {"items": page.items, "position": page.position, "head": page.head}


def feed_headers(page: FeedPage) -> dict[str, str]:
    return {"Feed-Position": page.position, "Feed-Head": str(page.head), "Cache-Control": "no-store"}


LatestStates = Annotated[dict[str, Any], Depends(latest_states)]
