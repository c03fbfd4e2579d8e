"""The client has a method for every operation that is meant for people."""

import re
from collections.abc import Iterator

import pytest
import yaml

from services.kit.settings import PROJECT_ROOT
from services.scheme.services import SERVICES
from tests.client.calls import requested

METHODS = {"get", "post", "put", "patch", "delete"}
# what no method is for, and why
EXCEPTIONS = {
    r"GET /\w+/health/": "whoever runs the services asks it",
    r"GET /\w+/v1/events": "a feed, which a system follows with a position of its own",
    r"\w+ /auth/oauth/": "pages in a browser, and the endpoints behind `login`, `login_by_code`, `refreshed`, `revoke`",
    r"GET /auth/\.well-known/": "a library for OpenID Connect reads it",
    r"GET /auth/v1/letters/": "for sibling services",
    r"GET /auth/v1/people/\{person_id\}/(contact|name)": "for sibling services",
    r"GET /(pool|needs)/v1/\w+/\{\w+\}/standing": "for sibling services",
    r"GET /(pool/v1/match-profiles|needs/v1/match-needs|needs/v1/titles|matching/v1/index)": "for sibling services",
    r"GET /(pool/v1/task-names|placements/v1/cases)": "for sibling services",
    r"(GET|POST) /notify/v1/unsubscriptions/": "mail programs follow it, and whoever has the mail, without a login",
    r"GET /\w+/v1/codes": "`codes` asks whichever service it is told",
    r"GET /placements/v1/experts/\{expert_id\}/open-cases": "for sibling services",
}


def operations() -> Iterator[str]:
    for service in SERVICES:
        described = yaml.safe_load((PROJECT_ROOT / "openapi" / f"{service}.yaml").read_text(encoding="utf-8"))
        for path, verbs in described["paths"].items():
            yield from (f"{verb.upper()} /{service}{path}" for verb in verbs if verb in METHODS)


def without_method(asked: set[tuple[str, str]]) -> list[str]:
    """The operations that none of the requests is, and no exception names."""
    return [
        operation
        for operation in operations()
        if not any(re.fullmatch(_pattern(operation), f"{method} {path}") for method, path in asked)
        and not any(re.match(exception, operation) for exception in EXCEPTIONS)
    ]


def _pattern(operation: str) -> str:
    return re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(operation))


@pytest.fixture(scope="module")
def asked() -> set[tuple[str, str]]:
    return requested()


def test_is_complete(asked: set[tuple[str, str]]) -> None:
    assert without_method(asked) == []


def test_without_a_method_it_would_not_be(asked: set[tuple[str, str]]) -> None:
    one = ("PUT", "/notify/v1/preferences")
    assert without_method(asked - {one}) == [" ".join(one)]


def test_requests_nothing_that_is_no_operation(asked: set[tuple[str, str]]) -> None:
    patterns = [_pattern(operation) for operation in operations()]
    assert [one for one in asked if not any(re.fullmatch(pattern, " ".join(one)) for pattern in patterns)] == []


def test_has_no_exception_for_nothing() -> None:
    known = list(operations())
    assert [one for one in EXCEPTIONS if not any(re.match(one, operation) for operation in known)] == []
