"""Reads the JSON bodies of all routes, in one way."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic_core import PydanticUndefined

from services.kit.strict_json import read_json
from services.kit.web.problems import InvalidJson, UnsupportedMediaType

JSON = "application/json"
_ACCEPTED_IN = {"POST": "Accept-Post", "PATCH": "Accept-Patch"}  # RFC 5789 §3.1, W3C's LDP §7.1; else RFC 9110 §12.5.1

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class JsonRequest(Request):
    """A request whose body is read strictly. FastAPI asks for it before it solves any dependency."""

    _read: Any

    async def json(self) -> Any:
        """Raises InvalidJson."""
        if not hasattr(self, "_read"):
            self._read = json_in(await self.body())
        return self._read


def json_in(body: bytes) -> Any:
    """The JSON of a body: in UTF-8, also with a mark of it (RFC 8259 §8.1). Raises InvalidJson."""
    try:
        return read_json(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise InvalidJson() from None


class StrictRoute(APIRoute):
    """A route that reads its body as JsonRequest does, if it has one.

    The forms of OAuth and of pages are read by their own dependency.
    """

    def get_route_handler(self) -> Handler:
        """Raises UnsupportedMediaType, when it handles, for a body that is not said to be JSON."""
        handle = super().get_route_handler()

        async def handle_strictly(request: Request) -> Response:
            strict = JsonRequest(request.scope, request.receive)
            await strict_body(strict)
            return await handle(strict)

        return handle if self.body_field is None else handle_strictly


async def strict_body(request: JsonRequest) -> Any:
    """What its JSON says; undefined without a body. Raises UnsupportedMediaType, InvalidJson."""
    if not await request.body():
        return PydanticUndefined
    _refuse_other_media(request)
    return await request.json()


def _refuse_other_media(request: Request) -> None:
    codings, types = request.headers.getlist("Content-Encoding"), request.headers.getlist("Content-Type")
    if any(coding.strip().lower() not in {"", "identity"} for coding in codings):
        raise UnsupportedMediaType(understood={"Accept-Encoding": "identity"})
    if [kind.partition(";")[0].strip().lower() for kind in types] != [JSON]:
        raise UnsupportedMediaType(understood={accepted_in(request.method): JSON})


def accepted_in(method: str) -> str:
    """The header that says what a body may be."""
    return _ACCEPTED_IN.get(method, "Accept")
