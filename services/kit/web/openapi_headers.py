"""Says which headers each response has: from its status, its content, and what the route returns."""

from typing import Any

from services.kit.schemas import Resource
from services.kit.web.bodies import JSON, accepted_in
from services.kit.web.problems import PROBLEM_JSON

EVENTS_JSON = "application/cloudevents-batch+json"

_TEXT = {"type": "string"}
_NUMBER = {"type": "integer", "minimum": 0}

HEADERS: dict[str, dict[str, Any]] = {
    name: {"description": text, "schema": schema}
    for name, text, schema in (
        ("Accept", "What a body may be", _TEXT),
        ("Accept-Patch", "What a body may be", _TEXT),
        ("Accept-Post", "What a body may be", _TEXT),
        ("Content-Language", "The language of the texts: `nb`, `nn` or `en`", _TEXT),
        ("ETag", "The version you see, for `If-Match` of a change and `If-None-Match` of the next reading", _TEXT),
        ("Feed-Head", "The number of the newest event there is", _NUMBER),
        ("Feed-Position", "How far this batch goes: the `after` of the next request", _TEXT),
        ("Idempotency-Replayed", "`true` where the effect came about before, by the same `Idempotency-Key`", _TEXT),
        ("Link", "The next page (RFC 8288, `rel=next`); not on the last one", _TEXT),
        ("Location", "Where the thing is", _TEXT),
        ("RateLimit", "What is left of the limit that was met, and until when", _TEXT),
        ("RateLimit-Policy", "The limit that was met", _TEXT),
        ("Retry-After", "How many seconds to wait before the same request is sent again", _NUMBER),
        ("WWW-Authenticate", "Which token it takes (RFC 6750 §3); not where no other token would do", _TEXT),
        ("X-Request-Id", "The id of the request, to quote when asking for help", _TEXT),
    )
}

_OF_PROBLEMS = {
    401: ("WWW-Authenticate",),
    403: ("WWW-Authenticate",),
    429: ("Retry-After", "RateLimit", "RateLimit-Policy"),
    503: ("Retry-After",),
}


def headers_of(method: str, status: int, response: dict[str, Any], model: Any) -> list[str]:
    """Their names. `model` is what the route returns."""
    content = response.get("content", {})
    names = ["X-Request-Id"]
    if PROBLEM_JSON in content:
        names += ["Content-Language", *_OF_PROBLEMS.get(status, ())]
        names += [accepted_in(method.upper())] if status == 415 else []
    elif status == 304:
        names += ["ETag"]
    elif status < 300:
        names += _of_success(status, content, model)
    return names


def headers_in(paths: dict[str, Any]) -> list[str]:
    """The names of those that any response has, in the order of the alphabet."""
    operations = [operation for item in paths.values() for operation in item.values()]
    responses = [response for operation in operations for response in operation["responses"].values()]
    return sorted({name for response in responses for name in response["headers"] if name in HEADERS})


def _of_success(status: int, content: dict[str, Any], model: Any) -> list[str]:
    if EVENTS_JSON in content:
        return ["Feed-Position", "Feed-Head"]
    if resource_in(model) is not None:
        return ["ETag", "Location", "Idempotency-Replayed"] if status == 201 else ["ETag"]
    shown = content.get(JSON, {}).get("schema", {}).get("$ref", "")
    return ["Link"] if "/Listed_" in shown or "/Counted_" in shown else []


def resource_in(model: Any) -> type[Resource] | None:
    """The Resource that a route returns, of a union the first; None where it returns none."""
    for one in (model, *getattr(model, "__args__", ())):
        if isinstance(one, type) and issubclass(one, Resource) and hasattr(one, "place"):
            return one
    return None
