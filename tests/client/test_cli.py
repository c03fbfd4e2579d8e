"""The command line against an origin that records its requests."""

import json
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import respx
from typer.testing import CliRunner

from ressurspool.cli import app
from ressurspool.cli.config import Remembered, recall, remember, remembered_file
from ressurspool.cli.stored_logins import fresh_token, keep, login_file
from ressurspool.client import Login
from tests.client.answers import CANDIDACY, CANDIDATES, EXPERT, NEED, ORIGIN, PLACEMENT, TASK, TERMS
from tests.client.terminal import at_home, at_terminal, know_bodies, know_words


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    at_home(tmp_path, monkeypatch)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def logged_in(home: Path) -> None:
    remember(Remembered(origin=ORIGIN))
    keep(ORIGIN, Login(access_token="t", expires_at=time.time() + 600, scope="", refresh_token="r1"))


@pytest.fixture
def origin() -> Iterator[respx.Router]:
    with respx.mock(base_url=ORIGIN, assert_all_called=False) as router:
        know_words(router)
        know_bodies(router)
        yield router


def run(*arguments: str) -> tuple[int, str]:
    """Exit code, and what was printed with line breaks evened out."""
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, " ".join(result.output.split())


def sent(route: respx.Route) -> Any:
    return json.loads(route.calls.last.request.content)


class TestRemembering:
    def test_keeps_the_token_where_only_the_owner_reads_it(self, logged_in: None) -> None:
        assert stat.S_IMODE(login_file().stat().st_mode) == 0o600
        assert "r1" not in remembered_file().read_text()
        assert fresh_token() == "t"

    def test_begins_anew_with_a_file_it_cannot_read(self, logged_in: None) -> None:
        remembered_file().write_text("{broken")
        assert recall() == Remembered()

    def test_asks_for_a_login_without_a_live_token(self) -> None:
        assert run("inbox") == (3, "Du må logge inn: ressurspool login")


@pytest.mark.usefixtures("logged_in")
class TestCommands:
    def test_todo_numbers_what_waits_and_approve_does_it(
        self, origin: respx.Router, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        at_terminal(monkeypatch)
        origin.get("/notify/v1/tasks").respond(json={"items": [TASK], "next": None})
        decided = origin.post("/placements/v1/placements/p1/decisions").respond(201, json={})
        code, shown = run("task", "list")
        assert (code, shown) == (0, "1. Les vilkårene og si ja eller nei. (frist 2026-03-15)")
        origin.get("/placements/v1/placements/p1").respond(json=PLACEMENT)
        for orgnr in (PLACEMENT["home_org"], PLACEMENT["host_org"]):
            origin.get(f"/auth/v1/organisations/{orgnr}").respond(
                json={"orgnr": orgnr, "level": "state", "sector": "welfare"}
            )
        no = CliRunner().invoke(app, ["task", "approve", "1"], input="n\n")
        assert (no.exit_code, "Drammen" in no.output, decided.called) == (1, True, False), "it is shown, then asked"
        assert run("task", "approve", "1", "--yes")[0] == 0
        assert sent(decided) == {"decision": "approve", "terms_version": 1}
        assert decided.calls.last.request.headers["Idempotency-Key"]

    def test_approve_shows_the_profile_and_the_limits_of_an_endorsement(self, origin: respx.Router) -> None:
        call = {"method": "POST", "path": "/pool/v1/experts/e1/endorsement", "body": {"valid_until": "2027-03-01"}}
        origin.get("/notify/v1/tasks").respond(json={"items": [{**TASK, "call": call}], "next": None})
        origin.get("/pool/v1/experts/e1").respond(json=EXPERT)
        endorsed = origin.post("/pool/v1/experts/e1/endorsement").respond(201, json={})
        run("task", "list")
        no = CliRunner().invoke(app, ["task", "approve", "1"], input="n\n")
        shown = [word for word in (EXPERT["title"], "2027-03-01") if str(word) in no.output]
        assert (no.exit_code, len(shown), endorsed.called) == (1, 2, False)

    def test_approve_knows_only_numbers_of_the_last_list(self, origin: respx.Router) -> None:
        code, shown = run("task", "approve", "2")
        assert code == 1
        assert "ressurspool task list" in shown

    def test_approve_does_not_take_reading_for_a_yes(self, origin: respx.Router) -> None:
        to_read = {**TASK, "call": {"method": "GET", "path": "/placements/v1/candidacies/c1", "body": None}}
        origin.get("/notify/v1/tasks").respond(json={"items": [to_read], "next": None})
        run("task", "list")
        assert run("task", "approve", "1") == (1, "Denne oppgaven krever mer enn et ja.")

    def test_candidates_are_shown_with_their_reasons(
        self, origin: respx.Router, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        at_terminal(monkeypatch)
        asked = {"limit": "5", "include": "contacted,conditions"}
        origin.get("/matching/v1/needs/n1/candidates", params=asked).respond(json=CANDIDATES)
        code, shown = run("candidate", "list", "n1")
        assert code == 0
        assert "40 vurdert, 1 aktuelle" in shown
        assert "1. K7M4-4QXD" in shown
        assert "invitert (H-2026-00042)" in shown
        assert "fagfelt og nivå 95%" in shown, "of what is asked for, as the score"
        assert "+10 Lavere prosent." in shown
        assert "Fremmede" not in shown, "too few to be told"
        assert "Har fagfeltet behovet ber om." in shown

    def test_invite_carries_the_offer_after_it_was_shown(self, origin: respx.Router) -> None:
        origin.get("/needs/v1/needs/n1").respond(json=NEED)
        origin.get("/pool/v1/experts/e1").respond(json=EXPERT)
        invited = origin.post("/placements/v1/candidacies").respond(201, json=CANDIDACY)
        when = ("--start", "2026-04-01", "--end", "2026-06-30", "--percentage", "80")
        asked = ("candidate", "invite", "e1", "n1", *when, "--place", "Drammen", "--tasks", "Kartlegge")
        no = CliRunner().invoke(app, asked, input="nei\n")
        shown = [word for word in (NEED["title"], EXPERT["title"], "Drammen") if str(word) in no.output]
        assert (no.exit_code, len(shown), invited.called) == (1, 3, False)
        assert run(*asked, "--yes")[0] == 0
        assert sent(invited)["offer"] == {
            name: TERMS[name] for name in ("start", "end", "percentage", "place", "tasks")
        }

    def test_accept_shows_the_terms_before_it_asks(self, origin: respx.Router) -> None:
        origin.get("/placements/v1/candidacies/c1").respond(json=CANDIDACY)
        accepted = origin.post("/placements/v1/candidacies/c1/acceptance").respond(201, json=CANDIDACY)
        no = CliRunner().invoke(app, ["offer", "accept", "c1"], input="n\n")
        assert "Drammen" in no.output
        assert not accepted.called
        assert run("offer", "accept", "c1", "--yes")[0] == 0
        assert sent(accepted) == {"terms_version": 1}

    def test_signup_sends_what_was_typed(self, origin: respx.Router) -> None:
        created = origin.post("/pool/v1/experts").respond(201, json={"id": "e1", "version": 1, "state": "submitted"})
        window = ("--from", "2026-04-01", "--to", "2026-12-31")
        asked = ("expert", "create", "--name", "x", "--title", "y", "--field", "service-design:3", *window)
        assert run(*asked)[0] == 2
        assert not created.called, "nobody said yes"
        assert run(*asked, "--yes")[0] == 0
        assert sent(created)["fields"] == [{"field": "service-design", "level": 3}]
        assert sent(created)["submit"] is True

    def test_a_level_out_of_range_is_told_before_anything_is_sent(self, origin: respx.Router) -> None:
        window = ("--from", "2026-04-01", "--to", "2026-12-31")
        code, shown = run("expert", "create", "--name", "x", "--title", "y", "--field", "service-design:9", *window)
        assert code == 2
        assert "1, 2 or 3" in shown

    def test_a_coordinator_lists_those_that_wait(self, origin: respx.Router) -> None:
        waiting = {"id": "e1", "version": 1, "state": "submitted", "title": "Tjenestedesigner"}
        origin.get("/pool/v1/home/experts", params={"state": "submitted"}).respond(
            json={"items": [waiting], "next": None}
        )
        listed = run("expert", "list", "--home", "--state", "submitted")
        assert listed == (0, "e1 Tjenestedesigner sendt inn")

    def test_a_refusal_is_told_in_the_problems_words(self, origin: respx.Router) -> None:
        problem = {"type": "x", "title": "Ikke nå", "detail": "Prøv en annen gang.", "status": 409}
        origin.post("/placements/v1/candidacies").mock(httpx.Response(409, json=problem))
        origin.get("/pool/v1/me/expert").respond(json={"id": "e1", "version": 1, "state": "available"})
        origin.get("/needs/v1/needs/n1").respond(json=NEED)
        code, shown = run("offer", "apply", "n1", "--yes")
        assert (code, shown[shown.index("Ikke nå") :]) == (1, "Ikke nå Prøv en annen gang.")


class TestTokenAs:
    def test_says_what_to_run_first(self) -> None:
        code, shown = run("token", "--as", "employee")
        assert code == 1
        assert "make up" in shown

    def test_names_the_roles_there_are(self, home: Path) -> None:
        logins = home / "var/demo/logins.json"
        logins.parent.mkdir(parents=True)
        logins.write_text(json.dumps({"origin": ORIGIN, "logins": [{"as": "employee"}]}))
        code, shown = run("token", "--as", "boss")
        assert code == 2
        assert "employee" in shown
