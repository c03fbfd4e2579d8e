"""How the client repeats, waits, pages and refuses."""

from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest

from ressurspool.client import Client, OriginUnreachable, ProblemError
from ressurspool.client.auth import InvitationDraft
from ressurspool.client.cases import Candidacy, NewTermsProposal, Placement
from ressurspool.client.needs import WantedNeeds
from ressurspool.client.placements import Wanted, WantedStays
from ressurspool.client.pool import Pause, Profile
from ressurspool.client.words import Explained, FieldLevel, Period
from tests.client.answers import CANDIDACY, PLACEMENT
from tests.client.server import EXPERT, Server, client_of

PROBLEM = {
    "type": "/problems/wrong-state",
    "title": "Wrong state",
    "status": 409,
    "detail": "Do another thing.",
    "request_id": "r1",
    "legal": ["pause"],
    "errors": [{"pointer": "/x", "code": "missing", "detail": "is required"}],
}


def busy() -> httpx.Response:
    return httpx.Response(503, headers={"Retry-After": "0"}, json={"type": "/problems/busy"})


class TestSending:
    def test_says_who_asks_and_in_which_language(self) -> None:
        server = Server(httpx.Response(200, json=EXPERT))
        with client_of(server) as client:
            client.pool.mine()
        (asked,) = server.asked
        assert asked.url == "http://origin/pool/v1/me/expert"
        assert (asked.headers["Authorization"], asked.headers["Accept-Language"]) == ("Bearer t", "nn")

    def test_asks_for_a_fresh_token_each_time(self) -> None:
        server, tokens = Server(httpx.Response(200, json=EXPERT)), iter(["one", "two"])
        http = httpx.Client(transport=httpx.MockTransport(server))
        with Client("http://origin", token=lambda: next(tokens), http=http) as client:
            client.pool.mine()
            client.pool.mine()
        assert [asked.headers["Authorization"] for asked in server.asked] == ["Bearer one", "Bearer two"]

    def test_sends_no_token_without_one(self) -> None:
        server = Server(httpx.Response(200, json={"items": [], "next": None}))
        http = httpx.Client(transport=httpx.MockTransport(server))
        with Client("http://origin", http=http) as client:
            assert list(client.auth.organisations()) == []
        assert "Authorization" not in server.asked[0].headers

    def test_sends_only_what_was_set(self) -> None:
        server = Server(httpx.Response(201, json=EXPERT))
        with client_of(server) as client:
            client.pool.pause("e1", Pause(reason="workload"))
        assert server.asked[0].content == b'{"reason":"workload"}'

    def test_names_the_version_a_change_is_based_on(self) -> None:
        server = Server(httpx.Response(200, json=EXPERT))
        profile = Profile(
            name="n", title="t", fields=[FieldLevel(field="service-design", level=2)], windows=[], percentage=50
        )
        with client_of(server) as client:
            client.pool.change("e1", profile, version=3)
        assert server.asked[0].headers["If-Match"] == '"3"'

    def test_passes_over_fields_a_newer_server_adds(self) -> None:
        with client_of(Server(httpx.Response(200, json={**EXPERT, "newer": 1}))) as client:
            assert client.pool.mine().version == 3

    def test_does_a_ready_made_call(self) -> None:
        server = Server(httpx.Response(201, json={}))
        with client_of(server) as client:
            client.call("POST", "/placements/v1/placements/p1/decisions", {"decision": "approve"})
        assert server.asked[0].headers["Idempotency-Key"]
        assert server.asked[0].content == b'{"decision":"approve"}'


class TestRepeating:
    def test_repeats_a_post_with_the_same_key(self) -> None:
        server = Server(busy(), httpx.ConnectError, httpx.Response(201, json=EXPERT))
        with client_of(server) as client:
            client.pool.submit("e1")
        keys = {asked.headers["Idempotency-Key"] for asked in server.asked}
        assert (len(server.asked), len(keys)) == (3, 1)

    def test_gives_two_posts_two_keys(self) -> None:
        server = Server(httpx.Response(201, json=EXPERT))
        with client_of(server) as client:
            client.pool.submit("e1")
            client.pool.submit("e1")
        assert len({asked.headers["Idempotency-Key"] for asked in server.asked}) == 2

    def test_waits_for_a_first_try_that_is_still_running(self) -> None:
        running = httpx.Response(409, headers={"Retry-After": "0"}, json={})
        server = Server(running, httpx.Response(201, json=EXPERT))
        with client_of(server) as client:
            client.pool.submit("e1")
        assert len(server.asked) == 2

    def test_does_not_repeat_a_refusal(self) -> None:
        server = Server(httpx.Response(409, json=PROBLEM))
        with client_of(server) as client, pytest.raises(ProblemError):
            client.pool.submit("e1")
        assert len(server.asked) == 1

    def test_comes_again_where_it_sent_more_than_its_share(self) -> None:
        headers = {"Retry-After": "0", "RateLimit": '"places";r=0;t=0'}
        server = Server(httpx.Response(429, headers=headers, json={}), httpx.Response(200, json=EXPERT))
        with client_of(server) as client:
            client.pool.mine()
        assert len(server.asked) == 2

    def test_does_not_wait_longer_than_it_has_patience(self) -> None:
        server = Server(httpx.Response(503, headers={"Retry-After": "60"}, json={}))
        with client_of(server, patience=1) as client, pytest.raises(ProblemError) as refused:
            client.pool.mine()
        assert (refused.value.status, len(server.asked)) == (503, 1)

    def test_does_not_repeat_a_change_without_a_key_whose_answer_was_lost(self) -> None:
        server = Server(httpx.ReadError, httpx.Response(200, json=EXPERT))
        with client_of(server) as client, pytest.raises(OriginUnreachable):
            client.pool.resume("e1")
        assert len(server.asked) == 1

    def test_says_that_nobody_answers(self) -> None:
        with client_of(Server(httpx.ConnectError), patience=0) as client, pytest.raises(OriginUnreachable):
            client.pool.mine()


class TestProblemError:
    def test_tells_all_that_the_problem_tells(self) -> None:
        with client_of(Server(httpx.Response(409, json=PROBLEM))) as client, pytest.raises(ProblemError) as refused:
            client.pool.withdraw("e1", Explained(reason="personal"))
        problem = refused.value
        assert (problem.status, problem.code, problem.title) == (409, "wrong-state", "Wrong state")
        assert (problem.detail, problem.legal, problem.request_id) == ("Do another thing.", ["pause"], "r1")
        assert [(fault.pointer, fault.code) for fault in problem.errors] == [("/x", "missing")]

    def test_makes_do_with_an_answer_that_is_no_problem(self) -> None:
        with client_of(Server(httpx.Response(502, text="<html>"))) as client, pytest.raises(ProblemError) as refused:
            client.pool.mine()
        assert (refused.value.code, refused.value.title) == ("http-502", "HTTP 502")


class TestPages:
    def test_are_fetched_as_they_are_asked_for(self) -> None:
        first = httpx.Response(200, json={"items": [EXPERT], "next": "c2"})
        server = Server(first, httpx.Response(200, json={"items": [{**EXPERT, "id": "e2"}], "next": None}))
        with client_of(server) as client:
            experts = client.pool.browse(field="service-design")
            assert next(experts).id == "e1"
            assert len(server.asked) == 1
            assert [expert.id for expert in experts] == ["e2"]
        assert dict(server.asked[1].url.params) == {"field": "service-design", "cursor": "c2"}


class TestDrafts:
    def test_refuse_a_field_that_does_not_exist(self) -> None:
        with pytest.raises(ValueError, match="emial"):
            InvitationDraft(emial="a@b.example", role="employee")  # type: ignore[call-arg]  # the mistake at hand

    def test_send_days_as_days(self) -> None:
        assert Period.model_validate({"start": "2026-03-01", "end": "2026-05-31"}).model_dump(mode="json") == {
            "start": "2026-03-01",
            "end": "2026-05-31",
        }


class TestWantedCandidacies:
    def test_all_are_asked_for_without_parameters(self) -> None:
        server = Server(httpx.Response(200, json={"items": [], "next": None}))
        with client_of(server) as client:
            assert list(client.placements.candidacies()) == []
        assert str(server.asked[0].url.params) == ""

    def test_each_filter_is_sent(self) -> None:
        server = Server(httpx.Response(200, json={"items": [], "next": None}))
        wanted = Wanted(
            states=["applied", "offered"],
            is_open=True,
            need_id="n1",
            sides=["host"],
            order="newest",
            shortlisted=True,
        )
        with client_of(server) as client:
            assert list(client.placements.candidacies(wanted)) == []
        sent = {
            "state": "applied,offered",
            "open": "true",
            "need_id": "n1",
            "side": "host",
            "order": "newest",
            "shortlisted": "true",
        }
        assert dict(server.asked[0].url.params) == sent

    def test_days_and_moments_are_sent_as_they_are_written(self) -> None:
        server = Server(httpx.Response(200, json={"items": [], "next": None}))
        since = datetime(2026, 11, 1, tzinfo=UTC)
        wanted = WantedStays(first=date(2027, 1, 1), last=date(2027, 6, 30), updated_since=since, ids=["p1", "p2"])
        with client_of(server) as client:
            assert list(client.placements.placements(wanted)) == []
        sent = {"from": "2027-01-01", "to": "2027-06-30", "updated_since": "2026-11-01T00:00:00+00:00", "id": "p1,p2"}
        assert dict(server.asked[0].url.params) == sent


TERMS_PROPOSAL = {"id": "t1", "state": "proposed", "start": "2026-04-01", "end": "2026-06-30", "percentage": 60}


@pytest.mark.parametrize(("of", "thing"), [("candidacies", CANDIDACY), ("placements", PLACEMENT)])
class TestProposedTerms:
    def test_go_to_their_candidacy_or_placement(self, of: str, thing: dict[str, Any]) -> None:
        server = Server(httpx.Response(201, json=thing | {"terms_proposal": TERMS_PROPOSAL}))
        kind = Candidacy if of == "candidacies" else Placement
        case: Any = kind.model_validate(thing | {"terms_proposal": TERMS_PROPOSAL})
        asked = NewTermsProposal(terms_version=1, percentage=60)
        with client_of(server) as client:
            client.placements.propose_terms(case, asked)
            client.placements.adopt_terms(case)
            client.placements.decline_terms(case, Explained(reason="workload"))
            client.placements.withdraw_terms(case)
        there = f"/placements/v1/{of}/{thing['id']}/terms-proposals"
        assert [(one.method, one.url.path) for one in server.asked] == [
            ("POST", there),
            *(("POST", f"{there}/t1/{verb}") for verb in ("adoption", "decline", "withdrawal")),
        ]

    def test_cannot_be_answered_where_there_are_none(self, of: str, thing: dict[str, Any]) -> None:
        kind = Candidacy if of == "candidacies" else Placement
        case: Any = kind.model_validate(thing)
        with client_of(Server(busy())) as client, pytest.raises(ValueError, match="no proposal"):
            client.placements.adopt_terms(case)


class TestWantedNeeds:
    @pytest.mark.parametrize(("ours", "more"), [(False, {}), (True, {"mine": "true"})])
    def test_each_filter_is_sent(self, ours: bool, more: dict[str, str]) -> None:
        server = Server(httpx.Response(200, json={"items": [], "next": None}))
        wanted = WantedNeeds(q="havrett", field=["communication"], remote=True, months=3, order="soonest")
        with client_of(server) as client:
            assert list(client.needs.ours(wanted) if ours else client.needs.open(wanted)) == []
        sent = {"q": "havrett", "field": "communication", "remote": "true", "months": "3", "order": "soonest"}
        assert dict(server.asked[0].url.params) == sent | more
