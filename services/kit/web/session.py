"""One request, one transaction: the database sessions of routes, and their Idempotency-Key."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from functools import partial
from typing import Annotated, Any

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Header, Request, Response
from pydantic import Field
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from services.kit.access.guard import authenticate
from services.kit.data.database import Database
from services.kit.data.idempotency import (
    KEY_PATTERN,
    IdempotencyKey,
    claim_at_begin,
    drop_claim,
    keep_answer,
    refuse_repeated,
)
from services.kit.errors import ServiceError


async def settings_of(request: Request) -> Any:
    """The service's settings; each service gives them their type."""
    return request.app.state.settings


def database_of(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


async def read_session(request: Request) -> AsyncIterator[Session]:
    async with _ended_in_a_thread(database_of(request).read()) as session:
        yield session


async def write_session(request: Request, response: Response) -> AsyncIterator[Session]:
    """A session that is committed before the answer leaves, together with the request's Idempotency-Key."""
    async with _ended_in_a_thread(_writing(request, response)) as session:
        yield session


@asynccontextmanager
async def _ended_in_a_thread(opened: AbstractContextManager[Session]) -> AsyncIterator[Session]:
    """Begin on the event loop, since a session sends nothing before its first statement; end in a thread.

    The end does not wait for a free thread: all of them may be waiting for the connection that it gives back.
    """
    session, waits_for_nobody = opened.__enter__(), CapacityLimiter(1)
    try:
        yield session
    except BaseException as error:
        end = partial(opened.__exit__, type(error), error, error.__traceback__)
        if not await to_thread.run_sync(end, limiter=waits_for_nobody):
            raise
    else:
        await to_thread.run_sync(partial(opened.__exit__, None, None, None), limiter=waits_for_nobody)


@contextmanager
def _writing(request: Request, response: Response) -> Iterator[Session]:
    database, key = database_of(request), getattr(request.state, "idempotency_key", None)
    with database.write() as session:
        if key is None:
            yield session
            return
        claim_at_begin(session, database.tables, key)
        try:
            yield session
        except ServiceError as error:
            if error.keeps_changes:
                drop_claim(session, database.tables, key)
            raise
        status = response.status_code or request.scope["route"].status_code or 200
        keep_answer(session, database.tables, key, status=status, location=response.headers.get("Location"))


_KeyText = Annotated[str, Field(json_schema_extra={"minLength": 1, "maxLength": 258, "pattern": KEY_PATTERN})]


async def check_idempotency_key(
    request: Request,
    idempotency_key: Annotated[
        _KeyText | None, Header(description="Same key, same effect: once. 1–128 signs, in quotes or not")
    ] = None,
) -> None:
    """Raises Replay where this request had its effect before. Runs before anything else of the route."""
    if idempotency_key is None or request.method != "POST":
        return
    if not hasattr(request.app.state, "access") or request.scope["route"].name in request.app.state.public:
        return
    caller = await authenticate(request)
    key = IdempotencyKey.of(
        caller=caller.key,
        key=idempotency_key,
        method=request.method,
        path=request.scope["path"],
        body=await request.body(),
    )
    await run_in_threadpool(refuse_repeated, database_of(request), key)
    request.state.idempotency_key = key


ReadSession = Annotated[Session, Depends(read_session, scope="function")]
WriteSession = Annotated[Session, Depends(write_session, scope="function")]


async def source_of(request: Request) -> str:
    """The network address a request came from; behind the proxy as uvicorn reads it from X-Forwarded-For."""
    return request.client.host if request.client else "unknown"


async def own_database(request: Request) -> Database:
    return database_of(request)


OwnDatabase = Annotated[Database, Depends(own_database)]
Source = Annotated[str, Depends(source_of)]
