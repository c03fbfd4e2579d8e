"""How long a token that is no longer good goes on working, at each service."""

import time
from collections.abc import Callable, Iterator, Mapping
from uuid import uuid4

import httpx
import pytest

from ressurspool.ops.stack import Stack
from tests.support.callers import bearer

PROMPT_SECONDS, ELSEWHERE_SECONDS = 5, 60

# a decision or a read of profiles, where the service has one
PROMPT = {
    "auth": ("POST", "/auth/v1/clients"),
    "pool": ("GET", "/pool/v1/experts"),
    "placements": ("POST", f"/placements/v1/placements/{uuid4()}/decisions"),
}
ELSEWHERE = {
    "auth": ("GET", "/auth/v1/clients"),
    "pool": ("GET", "/pool/v1/events"),
    "needs": ("GET", "/needs/v1/needs"),
    "matching": ("GET", "/matching/v1/scoring"),
    "placements": ("GET", "/placements/v1/placements"),
    "notify": ("GET", "/notify/v1/tasks"),
}

Route = tuple[str, str]
StatusOf = Callable[[str, Route], int]


@pytest.fixture
def status_of(stack: Stack) -> Iterator[StatusOf]:
    """The status of one request with a token, without patience."""
    with httpx.Client(base_url=stack.origin, trust_env=False, timeout=10) as http:
        yield lambda token, route: http.request(*route, headers=bearer(token)).status_code


def seconds_until_refused(status_of: StatusOf, token: str, routes: Mapping[str, Route]) -> float:
    """How long the token goes on working at any of the routes."""
    began, left = time.monotonic(), dict(routes)
    while left:
        assert time.monotonic() - began < ELSEWHERE_SECONDS, f"still working at {', '.join(left)}"
        left = {
            service: route for service, route in left.items() if status_of(token, route) != httpx.codes.UNAUTHORIZED
        }
    return time.monotonic() - began


def stops_in_time(status_of: StatusOf, token: str, prompt: Mapping[str, Route] = PROMPT) -> float:
    """How long the token went on working anywhere, which was not too long."""
    soon = seconds_until_refused(status_of, token, prompt)
    later = seconds_until_refused(status_of, token, ELSEWHERE)
    assert soon <= PROMPT_SECONDS
    assert soon + later <= ELSEWHERE_SECONDS
    return soon + later
