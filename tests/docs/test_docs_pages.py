"""The docs page of each service, at the origin where people log in: no word of it comes from elsewhere."""

import re
from base64 import b64encode
from hashlib import sha256

import httpx
import pytest
from fastapi.openapi.docs import get_swagger_ui_html

from ressurspool.ops.stack import Stack
from services.scheme.services import SERVICES

_ADDRESS = re.compile(r'(?:src|href)="([^"]*)"')
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def from_elsewhere(page: str) -> list[str]:
    return [address for address in _ADDRESS.findall(page) if not re.match(r"/(?!/)", address)]


@pytest.mark.parametrize("service", SERVICES)
def test_all_it_loads_is_there(stack: Stack, service: str) -> None:
    with httpx.Client(base_url=stack.origin) as http:
        page = http.get(f"/{service}/docs").text
        assert from_elsewhere(page) == []
        loaded = [http.get(address) for address in _ADDRESS.findall(page)]
        assert [answer.status_code for answer in loaded] == [httpx.codes.OK] * 3
        assert http.get(f"/{service}/openapi.json").json()["paths"]
        assert f"url: '/{service}/openapi.json'" in page


@pytest.mark.parametrize("path", ["docs", "docs/oauth2-redirect?code=x&state=y&iss=z"])
def test_nothing_else_runs_on_it(stack: Stack, path: str) -> None:
    answer = httpx.get(f"{stack.origin}/auth/{path}")
    policy = dict(one.strip().split(" ", 1) for one in answer.headers["Content-Security-Policy"].split(";"))
    (script,) = _SCRIPT.findall(answer.text)
    own = b64encode(sha256(script.encode()).digest()).decode()
    assert policy["script-src"] == f"'self' 'sha256-{own}'"
    assert policy["default-src"] == policy["frame-ancestors"] == "'none'"
    assert policy["connect-src"] == "'self'"


def test_what_fastapi_has_of_its_own_comes_from_elsewhere() -> None:
    page = bytes(get_swagger_ui_html(openapi_url="/openapi.json", title="t").body).decode()
    assert len(from_elsewhere(page)) == 3  # the check above can fail


@pytest.mark.parametrize("path", ["redoc", "docs-assets/", "docs-assets/nothing.js"])
def test_there_is_nothing_more(stack: Stack, path: str) -> None:
    answer = httpx.get(f"{stack.origin}/auth/{path}")
    assert answer.status_code == httpx.codes.NOT_FOUND
    assert answer.headers["Content-Type"] == "application/problem+json"
