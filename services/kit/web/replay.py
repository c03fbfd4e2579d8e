"""Answers a repeated request with the present state of its first effect, after checking permission again."""

from fastapi import Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.types import Message

from services.kit.data.idempotency import KeyClaimed, Replay, refuse_repeated
from services.kit.errors import KeyInProgress, ServiceError
from services.kit.web.problems import problem_response


async def answer_replay(request: Request, error: Exception) -> Response:
    assert isinstance(error, Replay)
    if error.location is None:
        return JSONResponse({}, status_code=error.status, headers={"Idempotency-Replayed": "true"})
    status, headers, body = await _shown(request, error.location)
    kept = {
        name: value
        for name, value in headers.items()
        if name in {"etag", "content-type", "cache-control", "content-language", "vary"}
    }
    sent = {**kept, "Location": error.location, "Idempotency-Replayed": "true"}
    return Response(body, status_code=error.status if status == 200 else status, headers=sent)


async def answer_claimed(request: Request, error: Exception) -> Response:
    """The concurrent request with the same key has committed: its effect is this request's too."""
    assert isinstance(error, KeyClaimed)
    try:
        await run_in_threadpool(refuse_repeated, request.app.state.database, error.key)
    except Replay as replay:
        return await answer_replay(request, replay)
    except ServiceError as refusal:
        return problem_response(request.app, refusal)
    return problem_response(request.app, KeyInProgress())


async def _shown(request: Request, location: str) -> tuple[int, dict[str, str], bytes]:
    """The response to this caller's GET of our own `location`."""
    kept = {b"authorization", b"accept-language", b"x-request-id", b"host"}
    headers = [(name, value) for name, value in request.scope["headers"] if name in kept]
    own = {"method": "GET", "path": location, "raw_path": location.encode(), "query_string": b"", "headers": headers}
    base = {
        key: value
        for key, value in request.scope.items()
        if key in {"type", "asgi", "http_version", "scheme", "server"}
    }
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        messages.append(message)

    await request.app({**base, **own, "within_another": True}, receive, send)
    start, *rest = messages
    answered = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    return start["status"], answered, b"".join(message.get("body", b"") for message in rest)
