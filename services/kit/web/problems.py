"""Renders every failure as RFC 9457 problem+json in the reader's language, echoing nothing that was sent."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

from services.kit import context
from services.kit.access.verbs import verbs_of_route
from services.kit.data.database import is_transient
from services.kit.errors import (
    BodyIncomplete,
    Busy,
    Invalid,
    NotFound,
    NotPermitted,
    ServiceError,
    TooLarge,
    TooManyRequests,
    Unauthenticated,
    WrongState,
)
from services.kit.language import Texts
from services.kit.schemas import Problem
from services.kit.web.methods import methods_at
from services.kit.web.texts import FAULTS, PROBLEMS

TYPE = "/problems/"
PROBLEM_JSON = "application/problem+json"
MAX_ERRORS = 20
MAX_BODY_BYTES = 256 * 1024

log = structlog.get_logger()

_CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown_field",
    "string_unicode": "forbidden_character",
    "string_too_long": "too_long",
    "too_long": "too_long",
    "string_too_short": "too_short",
    "too_short": "too_short",
    "enum": "wrong_value",
    "literal_error": "wrong_value",
    "greater_than": "out_of_range",
    "greater_than_equal": "out_of_range",
    "less_than": "out_of_range",
    "less_than_equal": "out_of_range",
}


class InvalidJson(Invalid):
    """The body is not JSON."""

    status = 400
    code = "invalid-json"


class UnsupportedMediaType(ServiceError):
    """The body is not said to be JSON, or is encoded. The headers say what is read."""

    status = 415
    code = "unsupported-media-type"

    def __init__(self, *, understood: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__()
        self.understood = understood


class MethodNotAllowed(ServiceError):
    """The path exists, without this method."""

    status = 405
    code = "method-not-allowed"


def problems(*errors: type[ServiceError]) -> dict[int | str, dict[str, Any]]:
    """The errors a route can raise, for `responses=`. Errors of the same status share an entry."""
    declared: dict[int | str, dict[str, Any]] = {}
    for error in errors:
        text = f"`{error.code}`: {' '.join((error.__doc__ or '').split())}"
        entry = declared.setdefault(error.status, {"description": "", "content": {PROBLEM_JSON: {}}})
        entry["description"] = "\n\n".join(filter(None, [entry["description"], text]))
        entry["content"][PROBLEM_JSON] = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return declared


def add_problem_handlers(app: FastAPI, *, texts: Mapping[str, Texts], faults: Mapping[str, Texts]) -> None:
    """Install the one renderer of failures; `texts` and `faults` are the service's own beside the kit's."""
    app.state.problem_texts = {**PROBLEMS, **texts}
    app.state.fault_texts = {**FAULTS, **faults}
    app.add_exception_handler(ServiceError, _service_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_error)
    for database_error in (OperationalError, InterfaceError, PoolTimeout):
        app.add_exception_handler(database_error, _database_error)


def problem_response(app: FastAPI, error: ServiceError) -> JSONResponse:
    """The problem response of `error`, in the language of the request."""
    return JSONResponse(
        _problem(app, error), status_code=error.status, headers=_headers(app, error), media_type=PROBLEM_JSON
    )


def _problem(app: FastAPI, error: ServiceError) -> dict[str, Any]:
    language = context.current().language
    words = app.state.problem_texts.get(error.words, PROBLEMS["internal"])[language]
    title, _, rest = words.partition(". ")
    facts = {name: value for name, value in error.facts.items() if value is not None}
    detail = (rest or title).format_map(_Known(facts))
    errors = None
    if isinstance(error, Invalid) and error.errors:
        errors = [
            {
                "pointer": pointer,
                "code": code.partition(":")[0],  # what stands behind it chooses the words
                "detail": app.state.fault_texts.get(code, FAULTS["wrong_form"])[language],
            }
            for pointer, code in error.errors
        ]
    problem = Problem(
        type=TYPE + error.code,
        title=title.rstrip(".").format_map(_Known(facts)),
        status=error.status,
        detail=detail,
        request_id=context.current().request_id,
        **facts,  # extension members (RFC 9457 §3.2)
    )
    return {**problem.model_dump(mode="json", exclude={"errors"}), **({"errors": errors} if errors else {})}


class _Known(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"


def _headers(app: FastAPI, error: ServiceError) -> dict[str, str]:
    headers = {"Cache-Control": "no-store"}
    if error.retry_after is not None:
        headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, BodyIncomplete):
        headers["Connection"] = "close"  # the rest of the body may still come
    challenge = _challenge(error)
    if challenge is not None:
        described = f'resource_metadata="{app.state.resource_metadata}"'  # RFC 9728 §5.1
        headers["WWW-Authenticate"] = ", ".join(['Bearer realm="ressurspool"', *challenge, described])
    if isinstance(error, UnsupportedMediaType):
        headers.update(error.understood)
    if isinstance(error, TooManyRequests):
        headers.update(error.rate_limit)
    return headers


def _challenge(error: ServiceError) -> list[str] | None:
    """What a client is told about its token (RFC 6750 §3): nothing where it sent none. None where no token helps."""
    if isinstance(error, Unauthenticated):
        return ['error="invalid_token"'] if error.token_sent else []
    if isinstance(error, NotPermitted) and error.missing_scope is not None:
        return ['error="insufficient_scope"', f'scope="{error.missing_scope}"']
    return None


async def _service_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ServiceError)
    if error.status >= 500:
        log.warning("service_error", code=error.code)
    if isinstance(error, WrongState):
        _leave_open_verbs(request, error)
    return problem_response(request.app, error)


def _leave_open_verbs(request: Request, error: WrongState) -> None:
    """Leave those of the legal verbs that are open to this caller: another party's would be refused."""
    verbs = verbs_of_route(request.scope["route"].name, request.app.state.verbs)
    legal = error.facts["legal"]
    if verbs is not None and isinstance(legal, list):
        may = verbs.open_to(request.state.caller, context.current().relations)
        error.facts["legal"] = [verb for verb in legal if verb in may]


async def _validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(fault["type"] == "json_invalid" for fault in found):
        return problem_response(request.app, InvalidJson())
    return problem_response(request.app, Invalid(*faults_in(found)))


def faults_in(found: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """The first faults, each once also where a dependency reads the body too. The rest are not looked at."""
    faults: dict[tuple[str, str], None] = {}
    for fault in found:
        faults[_pointer(fault), _code(fault)] = None
        if len(faults) == MAX_ERRORS:
            break
    return list(faults)


def _pointer(fault: Mapping[str, Any]) -> str:
    """Where the fault is, without names that a client invented: an unknown field is reported at its parent."""
    place = [str(step) for step in fault["loc"][1:]]
    if fault["type"] == "extra_forbidden" or any(not step.isascii() for step in place):
        place = [step for step in place[:-1] if step.isascii()]
    return "".join(f"/{step}" for step in place)


def _code(fault: Mapping[str, Any]) -> str:
    if fault["type"] == "value_error":
        return str(fault["ctx"]["error"])
    return _CODES.get(fault["type"], "wrong_form")


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == MethodNotAllowed.status:
        return _of_another_method(request)
    known: dict[int, ServiceError] = {
        404: NotFound(),
        400: InvalidJson(),
        413: TooLarge(limit=MAX_BODY_BYTES),
    }
    response = problem_response(request.app, known.get(error.status_code, Invalid()))
    response.headers.update(error.headers or {})
    return response


def _of_another_method(request: Request) -> Response:
    """OPTIONS asks which methods a path has, and anybody may; any other one learns it from the refusal."""
    asked = request.method == "OPTIONS"
    response = Response(status_code=204) if asked else problem_response(request.app, MethodNotAllowed())
    response.headers["Allow"] = methods_at(request)
    return response


async def _database_error(request: Request, error: Exception) -> Response:
    if is_transient(error):
        return await _service_error(request, Busy())
    raise error
