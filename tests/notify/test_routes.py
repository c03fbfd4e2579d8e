"""What holds for every route of notify."""

import pytest

from tests.support.api import Api, assert_problem
from tests.support.callers import USER_SCOPES, machine, person, service

NOBODYS = "00000000-0000-4000-8000-000000000000"


ROUTES = [
    ("GET", "/v1/tasks"),
    ("GET", f"/v1/tasks/{NOBODYS}"),
    ("GET", "/v1/inbox"),
    ("GET", f"/v1/inbox/{NOBODYS}"),
    ("POST", f"/v1/inbox/{NOBODYS}/reading"),
    ("GET", "/v1/preferences"),
    ("PUT", "/v1/preferences"),
    ("GET", "/v1/deliveries"),
]


BODY = {"PUT": {"email": "off"}}


@pytest.mark.parametrize(("method", "path"), ROUTES)
class TestEveryRoute:
    def test_needs_a_token(self, api: Api, method: str, path: str) -> None:
        assert_problem(api.request(method, path, json=BODY.get(method)), 401, "unauthenticated")

    def test_needs_the_scope(self, api: Api, method: str, path: str) -> None:
        headers = person("coordinator", scope=USER_SCOPES.replace("notify:read", ""))
        assert_problem(api.request(method, path, headers=headers, json=BODY.get(method)), 403, "not-permitted")

    def test_refuses_other_services(self, api: Api, method: str, path: str) -> None:
        headers = service("notify", of="pool")
        assert_problem(api.request(method, path, headers=headers, json=BODY.get(method)), 403, "not-permitted")


@pytest.mark.parametrize(("method", "path"), [route for route in ROUTES if "tasks" not in route[1]])
def test_what_is_personal_is_refused_to_machines(api: Api, method: str, path: str) -> None:
    answer = api.request(method, path, headers=machine("coordinator"), json=BODY.get(method))
    assert_problem(answer, 403, "person-required")


class TestHealth:
    def test_is_ready(self, api: Api) -> None:
        answer = api.get("/health/ready")
        assert answer.status_code == 200, answer.text
