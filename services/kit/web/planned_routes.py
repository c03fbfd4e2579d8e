"""Answers a route's requests by the plan of its dependencies."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request, Response
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError, ResponseValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute, request_response
from fastapi.utils import is_body_allowed_for_status_code
from pydantic_core import PydanticUndefined
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from services.kit.web.bodies import JSON, Handler, JsonRequest, strict_body
from services.kit.web.plan import Kind, Node, Solving


def planned_app(route: APIRoute) -> ASGIApp:
    """What FastAPI makes of a route, by a plan that is made here, once."""
    root = Node.of(route.dependant)
    handle = _handler(route, root)
    if root.opens:
        return request_response(handle)  # which closes what was opened

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        response = await handle(Request(scope, receive, send))
        await response(scope, receive, send)

    return app


def _handler(route: APIRoute, root: Node) -> Handler:
    async def handle(request: Request) -> Response:
        body: Any = PydanticUndefined
        if route.body_field is not None:
            request = JsonRequest(request.scope, request.receive)
            body = await strict_body(request)
        solving = Solving(request=request, response=_unfinished(), body=body, embed_body=route._embed_body_fields)
        given = await root.arguments(solving)
        if given is None:
            raise RequestValidationError(solving.errors)
        if root.kind is Kind.AWAITED:
            return _response(route, await root.call(**given), solving.response)
        return await run_in_threadpool(_called, route, given, solving.response)

    return handle


def _unfinished() -> Response:
    """The response whose headers and status the dependencies may set."""
    response = Response()
    del response.headers["content-length"]
    response.status_code = None  # type: ignore[assignment]  # as FastAPI: nobody has set it yet
    return response


def _called(route: APIRoute, given: Mapping[str, Any], unfinished: Response) -> Response:
    """What the route returns, as a response: made in the thread that called it, where FastAPI goes to a second one."""
    return _response(route, route.endpoint(**given), unfinished)


def _response(route: APIRoute, returned: Any, unfinished: Response) -> Response:
    if isinstance(returned, Response):
        return returned
    status = unfinished.status_code or route.status_code or 200
    response = _made(route, returned, status)
    if not is_body_allowed_for_status_code(status):
        response.body = b""
    response.headers.raw.extend(unfinished.headers.raw)
    return response


def _made(route: APIRoute, returned: Any, status: int) -> Response:
    field = route.response_field
    if field is None:
        kind = route.response_class if isinstance(route.response_class, type) else JSONResponse
        return kind(jsonable_encoder(returned), status_code=status)
    value, errors = field.validate(returned, {}, loc=("response",))
    if errors:
        raise ResponseValidationError(errors)
    content = field.serialize_json(
        value,
        include=route.response_model_include,
        exclude=route.response_model_exclude,
        by_alias=route.response_model_by_alias,
        exclude_unset=route.response_model_exclude_unset,
        exclude_defaults=route.response_model_exclude_defaults,
        exclude_none=route.response_model_exclude_none,
    )
    return Response(content, status_code=status, media_type=JSON)
