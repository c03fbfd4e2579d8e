"""Calls every method of the client once, with made-up arguments, and records what is requested."""

import inspect
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from datetime import date, datetime
from types import NoneType, SimpleNamespace, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import httpx
from pydantic import BaseModel

from ressurspool.client import Client, Listed, ProblemError

Request = tuple[str, str]
OF_BASE = {str: "x", int: 1, float: 1.0, bool: True, date: date(2027, 1, 1), datetime: datetime(2027, 1, 1)}  # noqa: DTZ001 -- made up


def requested() -> set[Request]:
    """Method and path of all requests that the methods of the client come to."""
    seen: set[Request] = set()

    def answer(request: httpx.Request) -> httpx.Response:
        seen.add((request.method, request.url.path))
        return httpx.Response(404, json={"title": "Not found", "status": 404, "code": "not-found"})

    with (
        httpx.Client(transport=httpx.MockTransport(answer)) as http,
        Client("http://origin.example", http=http) as client,
    ):
        for method in _methods(client):
            for arguments in _arguments(method):
                with suppress(ProblemError):
                    got = method(**arguments)
                    if isinstance(got, Listed):
                        got.page()
    return seen


def _methods(owner: object, depth: int = 3) -> Iterator[Callable[..., Any]]:
    """The public methods of the client's parts; the client's own send what they are told to."""
    for name, part in vars(owner).items():
        if depth and type(part).__name__.endswith("Client") and not name.startswith("_"):
            for method, _ in inspect.getmembers(type(part), inspect.isfunction):
                if not method.startswith("_"):
                    yield getattr(part, method)
            yield from _methods(part, depth - 1)


def _arguments(method: Callable[..., Any]) -> Iterator[dict[str, Any]]:
    """Values for what has no default; one set for each type that a variable of types may be."""
    hints = get_type_hints(method)
    needed = [one for one in inspect.signature(method).parameters.values() if one.default is one.empty]
    variables = {hint for hint in hints.values() if isinstance(hint, TypeVar)}
    for kind in variables.pop().__constraints__ if variables else (None,):
        yield {one.name: _value(kind if isinstance(hints[one.name], TypeVar) else hints[one.name]) for one in needed}


def _value(hint: Any) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return inner[0]
    if origin in {Union, UnionType}:
        return _value(next(one for one in inner if one is not NoneType))
    if origin is not None and issubclass(origin, Collection):
        return [_value(inner[0])]
    if issubclass(hint, BaseModel):
        known = {name: _value(field.annotation) for name, field in hint.model_fields.items() if field.is_required()}
        proposal = {"terms_proposal": SimpleNamespace(id="x")} if "terms_proposal" in hint.model_fields else {}
        return hint.model_construct(**known, **proposal)
    return OF_BASE[hint]
