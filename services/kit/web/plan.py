"""Solves a route's dependencies by a plan made once, where FastAPI finds out at each request how to call each.

Values, errors, their order and the order of calls are those of FastAPI's `solve_dependencies`, whose functions read
and validate the parameters here too.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from enum import Enum, auto
from inspect import isasyncgenfunction, iscoroutinefunction, isgeneratorfunction
from typing import Any

from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import (
    _solve_generator,  # how a dependency is opened, and shielded while it is closed, is FastAPI's own affair
    request_body_to_args,
    request_params_to_args,
)
from starlette.concurrency import run_in_threadpool

_SOURCES = ("path_params", "query_params", "header_params", "cookie_params")
_ATTRIBUTES = {"header_params": "headers", "cookie_params": "cookies"}  # of a request; the others are named alike
_NOT_PLANNED = (
    "websocket_param_name",
    "http_connection_param_name",
    "background_tasks_param_name",
    "security_scopes_param_name",
    "own_oauth_scopes",
    "concurrency",
)


class Kind(Enum):
    """How a dependency is called."""

    AWAITED = auto()
    OPENED = auto()  # and closed again, once the route has answered
    THREADED = auto()


@dataclass(kw_only=True, slots=True)
class Solving:
    """What is known of one request so far."""

    request: Request
    response: Response
    body: Any
    embed_body: bool
    errors: list[Any] = field(default_factory=list)
    solved: dict[object, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """A dependency, or a route itself, with all that stands below it."""

    dependant: Dependant
    call: Callable[..., Any]
    kind: Kind
    key: object
    below: Sequence["Node"]
    parameters: Sequence[tuple[str, Sequence[Any]]]  # where they stand in the request, and their fields

    @classmethod
    def of(cls, dependant: Dependant) -> "Node":
        """Raises ValueError for what no route of ours asks for."""
        call = dependant.call
        if call is None or not dependant.use_cache or any(getattr(dependant, name) for name in _NOT_PLANNED):
            raise ValueError(f"{call}: no plan is made for this dependency")
        kind = _kind_of(call)
        found = [(_ATTRIBUTES.get(source, source), getattr(dependant, source)) for source in _SOURCES]
        return cls(
            dependant=dependant,
            call=call,
            kind=kind,
            key=(call, dependant.scope or ("request" if kind is Kind.OPENED else "")),
            below=[cls.of(one) for one in dependant.dependencies],
            parameters=[(attribute, fields) for attribute, fields in found if fields],
        )

    @property
    def opens(self) -> bool:
        """Whether something is open while the route runs."""
        return self.kind is Kind.OPENED or any(one.opens for one in self.below)

    async def arguments(self, solving: Solving) -> dict[str, Any] | None:
        """What it is called with; None where something in the request is wrong, which stands among the errors then."""
        values: dict[str, Any] = {}
        known = len(solving.errors)
        for one in self.below:
            if one.key not in solving.solved:
                given = await one.arguments(solving)
                if given is None:
                    continue
                solving.solved.setdefault(one.key, await one.result(given, solving))
            if one.dependant.name is not None:
                values[one.dependant.name] = solving.solved[one.key]
        await self._read_parameters(solving, values)
        return values if len(solving.errors) == known else None

    async def _read_parameters(self, solving: Solving, values: dict[str, Any]) -> None:
        dependant, request = self.dependant, solving.request
        for attribute, fields in self.parameters:
            self._take(request_params_to_args(fields, getattr(request, attribute)), solving, values)
        if dependant.body_params:
            read = request_body_to_args(dependant.body_params, solving.body, solving.embed_body)
            self._take(await read, solving, values)
        if dependant.request_param_name:
            values[dependant.request_param_name] = request
        if dependant.response_param_name:
            values[dependant.response_param_name] = solving.response

    @staticmethod
    def _take(read: tuple[Mapping[str, Any], Sequence[Any]], solving: Solving, values: dict[str, Any]) -> None:
        values.update(read[0])
        solving.errors.extend(read[1])

    async def result(self, given: dict[str, Any], solving: Solving) -> Any:
        if self.kind is Kind.AWAITED:
            return await self.call(**given)
        if self.kind is Kind.THREADED:
            return await run_in_threadpool(self.call, **given)
        place = "fastapi_function_astack" if self.dependant.scope == "function" else "fastapi_inner_astack"
        stack: AsyncExitStack = solving.request.scope[place]
        return await _solve_generator(dependant=self.dependant, stack=stack, sub_values=given, request=solving.request)


def _kind_of(call: Callable[..., Any]) -> Kind:
    if iscoroutinefunction(call):
        return Kind.AWAITED
    return Kind.OPENED if isasyncgenfunction(call) or isgeneratorfunction(call) else Kind.THREADED
