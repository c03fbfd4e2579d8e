"""A service that is down: the others answer what they can, say what they cannot, and catch up by themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from uuid import uuid4

import httpx

from ressurspool.ops.stack import Stack
from services.kit.access.revocations import RECENT_SECONDS
from tests.journeys.cast import HOME, HOST, Actor, Cast, endorsed, published, terms, until
from tests.journeys.scenes.outcomes import is_candidate, is_notified_of_agreement


@contextmanager
def down(stack: Stack, service: str) -> Iterator[None]:
    stack.kill(service)
    try:
        yield
    finally:
        stack.restart(service)


def asked(actor: Actor, method: str, path: str, **content: object) -> httpx.Response:
    """One request without patience, as a client sees it who does not repeat."""
    headers = {"Authorization": f"Bearer {actor.token()}"}
    with httpx.Client(trust_env=False, timeout=10) as http:
        return http.request(method, actor.origin + path, headers=headers, **content)  # type: ignore[arg-type]  # json


def assert_unavailable(answer: httpx.Response) -> None:
    assert answer.status_code == 503, answer.text
    assert int(answer.headers["Retry-After"]) >= 1
    assert answer.headers["content-type"] == "application/problem+json"


class TestPoolDown:
    def test_others_answer_what_they_can(self, stack: Stack, cast: Cast) -> None:
        host, employee = cast.coordinator(HOST), cast.new("employee", HOME)
        expert, need = endorsed(cast, employee), published(cast)
        until(partial(is_candidate, host, need.id, expert.id), what="the expert among the candidates")
        invitation = {"kind": "invitation", "expert_id": expert.id, "need_id": need.id}
        with down(stack, "pool"):
            assert_unavailable(asked(host, "GET", f"/pool/v1/experts/{expert.id}"))
            assert_unavailable(asked(host, "POST", "/placements/v1/candidacies", json=invitation))
            assert asked(host, "GET", f"/needs/v1/needs/{need.id}").status_code == 200
            still = asked(host, "GET", f"/matching/v1/needs/{need.id}/candidates?limit=100")
            assert expert.id in still.text
            assert still.json()["as_of"]["experts"]
        assert asked(host, "POST", "/placements/v1/candidacies", json=invitation).status_code == 201


def refuses_decisions(actor: Actor) -> bool:
    """Whether profiles and decisions answer 503: only auth knows who lost a role a moment ago."""
    decision = {"decision": "approve", "terms_version": 1}
    read = asked(actor, "GET", "/pool/v1/experts")
    decided = asked(actor, "POST", f"/placements/v1/placements/{uuid4()}/decisions", json=decision)
    waiting = [answer for answer in (read, decided) if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE]
    for answer in waiting:
        assert_unavailable(answer)
    return len(waiting) == 2


class TestAuthDown:
    def test_tokens_go_on_working_and_nothing_new_is_granted(self, stack: Stack, cast: Cast) -> None:
        host = cast.coordinator(HOST)
        host.token()
        with down(stack, "auth"):
            assert asked(host, "GET", "/needs/v1/needs?mine=true").status_code == 200
            until(partial(refuses_decisions, host), seconds=RECENT_SECONDS + 2, what="decisions to wait for auth")
            assert asked(host, "GET", "/needs/v1/needs?mine=true").status_code == 200
            form = {"grant_type": "client_credentials", "resource": "pool"}
            refused = httpx.post(f"{stack.origin}/oauth/token", data=form, auth=("notify", "x"), trust_env=False)
            assert_unavailable(refused)
        until(lambda: not refuses_decisions(host), what="decisions to be taken again")


class TestNotifyDown:
    def test_the_main_job_goes_on_and_messages_come_later(self, stack: Stack, cast: Cast) -> None:
        home, host, employee = cast.coordinator(HOME), cast.coordinator(HOST), cast.new("employee", HOME)
        with down(stack, "notify"):
            expert, need = endorsed(cast, employee), published(cast)
            offered = host.client.placements.invite(expert.id, need.id, offer=terms())
            placement = employee.client.placements.accept(offered.id, terms_version=1).placement_id
            assert placement is not None
            assert home.client.placements.approve(placement, terms_version=1).state == "agreed"
            assert_unavailable(asked(employee, "GET", "/notify/v1/inbox"))
        until(partial(is_notified_of_agreement, employee, placement), what="the employee to be notified")


class TestMatchingDown:
    def test_comes_back_with_the_whole_index(self, stack: Stack, cast: Cast) -> None:
        host, employee = cast.coordinator(HOST), cast.new("employee", HOME)
        with down(stack, "matching"):
            expert, need = endorsed(cast, employee), published(cast)
            assert_unavailable(asked(host, "GET", f"/matching/v1/needs/{need.id}/candidates"))
        until(partial(is_candidate, host, need.id, expert.id), what="the expert among the candidates")
