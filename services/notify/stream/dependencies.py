"""What the route of the stream is given."""

from collections.abc import AsyncIterator, Callable
from typing import Annotated

from fastapi import Depends, Header, Request
from starlette.concurrency import run_in_threadpool

from services.kit import clock
from services.kit.access.guard import caller_for
from services.kit.access.table import Caller
from services.kit.access.tokens import VerifiedToken
from services.kit.errors import ServiceError, Unauthenticated
from services.kit.events.feed import FeedPage
from services.kit.web.concurrency import asker_of
from services.kit.web.http_rules import is_head
from services.kit.web.turns import Turns, too_many_at_once
from services.notify.access import audiences_of
from services.notify.stream.domain import EndReason
from services.notify.stream.service import Listener, Streams

Myself = Annotated[Caller, Depends(caller_for("read_stream"))]
RETRY_SECONDS = 10

LastEventId = Annotated[
    str,
    Header(alias="Last-Event-ID", max_length=64, description="Of the last event you have: its state is not sent again"),
]


async def listener(request: Request, caller: Myself) -> Listener:
    verified = request.app.state.verified_tokens.find(caller.bearer)
    if verified is None:
        raise Unauthenticated()
    turns: Turns = request.app.state.turns
    asker = asker_of(request)

    async def in_turn(read: Callable[[], FeedPage]) -> FeedPage:
        async with turns.place(asker):
            return await run_in_threadpool(read)

    return Listener(
        person_id=caller.sub,
        audiences=frozenset(audiences_of(caller)),
        ended=lambda: reason_to_end(request, verified),
        in_turn=in_turn,
    )


def reason_to_end(request: Request, verified: VerifiedToken) -> EndReason | None:
    """Why a stream that was opened with this token ends now. None while it may go on."""
    if request.app.state.bell.silenced:
        return EndReason.SERVICE_STOPS
    if clock.now().timestamp() >= verified.claims.exp:
        return EndReason.TOKEN_EXPIRED
    try:
        request.app.state.revocations.refuse_revoked(verified.claims, verified.kid)
    except Unauthenticated:
        return EndReason.ACCESS_ENDED
    return None


async def open_stream(
    request: Request, who: Annotated[Listener, Depends(listener)], last: LastEventId = ""
) -> AsyncIterator[AsyncIterator[str]]:
    """A stream, counted until the response has ended. Raises TooManyRequests beyond a few of one person."""
    streams: Streams = request.app.state.streams
    with streams.place(who.person_id, refuse=too_many_streams):
        yield no_events() if is_head(request) else streams.events(who, last=last)


async def no_events() -> AsyncIterator[str]:
    """What answers HEAD: headers, and no end to wait for."""
    nothing: tuple[str, ...] = ()
    for one in nothing:
        yield one


def too_many_streams(most: int) -> ServiceError:
    return too_many_at_once(most, of="streams", seconds=RETRY_SECONDS)


OpenStream = Annotated[AsyncIterator[str], Depends(open_stream)]
