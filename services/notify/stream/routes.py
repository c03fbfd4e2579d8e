"""The stream over HTTP."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from services.kit.errors import Busy, NotPermitted, PersonRequired, TooManyRequests
from services.kit.web.problems import problems
from services.notify.stream.dependencies import OpenStream

router = APIRouter(tags=["stream"])

_EVENT = {
    "type": "object",
    "properties": {"event": {"type": "string"}, "id": {"type": "string"}, "data": {"type": "string"}},
}
_STREAM: dict[int | str, dict[str, Any]] = {200: {"content": {"text/event-stream": {"schema": _EVENT}}}}


class EventStream(StreamingResponse):
    media_type = "text/event-stream"


@router.get(
    "/v1/stream",
    response_class=EventStream,
    responses=_STREAM | problems(NotPermitted, PersonRequired, TooManyRequests, Busy),
)
async def read_stream(events: OpenStream) -> EventStream:
    """Read your inbox and tasks live, as Server-Sent Events.

    An event `state` has what is unread and open, and comes whenever that changes: the newest fifty of each, and how
    many there are. With the `Last-Event-ID` of the last one it comes at once only where it has changed since. A
    comment comes every 15 seconds. An event `end` says why the stream ends: the token has expired, access has ended,
    or the service stops. You can have five streams; a further one is 429.
    """
    return EventStream(events, headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
