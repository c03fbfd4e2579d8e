"""The command line on stays that are agreed or under way: it shows, asks, and sends what was typed."""

from typing import Any

import pytest
import respx

from tests.client.answers import (
    ACTIVE,
    AMENDMENT,
    CANDIDACY,
    EXPERT,
    LIVE,
    NAMES,
    NEED,
    PLACEMENT,
)
from tests.client.terminal import at_terminal, logged_in, origin, run, sent

__all__ = ["logged_in", "origin"]  # the fixtures

STAY = "/placements/v1/placements/p1"
WHY = ("--reason", "workload", "--note", "Ikke nå")
# command, what is sent where the person says yes
AMENDED = [
    (("placement", "extend", "p1", "--to", "2026-07-20"), {"kind": "extension", "end": "2026-07-20"}),
    (
        ("placement", "change", "p1", "--start", "2026-04-08", "--end", "2026-07-07"),
        {"kind": "dates", "start": "2026-04-08", "end": "2026-07-07"},
    ),
    (("placement", "change", "p1", "--percentage", "60"), {"kind": "content", "percentage": 60}),
    (
        ("placement", "change", "p1", "--place", "Oslo", "--tasks", "Teste"),
        {"kind": "content", "place": "Oslo", "tasks": "Teste"},
    ),
    (
        ("placement", "end", "p1", *WHY),
        {"kind": "early_return", "last_day": "2026-05-15", "reason": "workload", "note": "Ikke nå"},
    ),
    (
        ("placement", "end", "p1", "--on", "2026-05-20", "--reason", "personal"),
        {"kind": "early_return", "last_day": "2026-05-20", "reason": "personal"},
    ),
    (
        ("placement", "recall", "p1", *WHY),
        {"kind": "recall", "last_day": "2026-05-15", "reason": "workload", "note": "Ikke nå"},
    ),
    (("placement", "no-show", "p1"), {"kind": "no_show"}),
]
# command, the thing it shows first, the request, and its body
OTHERS = [
    (("placement", "settle", "p1"), (STAY, ACTIVE), ("POST", f"{STAY}/settlement"), None),
    (
        ("expert", "resume"),
        ("/pool/v1/me/expert", EXPERT),
        ("DELETE", "/pool/v1/experts/e1/pause"),
        None,
    ),
    (
        ("expert", "pause", *WHY, "--until", "2026-06-01"),
        ("/pool/v1/me/expert", EXPERT),
        ("POST", "/pool/v1/experts/e1/pause"),
        {"reason": "workload", "note": "Ikke nå", "until": "2026-06-01"},
    ),
    (("need", "hold", "n1"), ("/needs/v1/needs/n1", NEED), ("POST", "/needs/v1/needs/n1/hold"), None),
    (("need", "resume", "n1"), ("/needs/v1/needs/n1", NEED), ("DELETE", "/needs/v1/needs/n1/hold"), None),
    (
        ("need", "close", "n1", "--outcome", "no_candidate_found", "--note", "Ikke nå"),
        ("/needs/v1/needs/n1", NEED),
        ("POST", "/needs/v1/needs/n1/closure"),
        {"outcome": "no_candidate_found", "note": "Ikke nå"},
    ),
]


class TestAmendments:
    @pytest.mark.parametrize(("command", "body"), AMENDED, ids=[" ".join(one[0][:4]) for one in AMENDED])
    def test_are_shown_asked_for_and_sent(
        self, origin: respx.Router, command: tuple[str, ...], body: dict[str, Any]
    ) -> None:
        origin.get(STAY, params={"include": "names"}).respond(json=ACTIVE)
        amended = origin.post(f"{STAY}/amendments").respond(201, json=AMENDMENT)
        code, shown = run(*command, typed="n\n")
        assert code == 1
        assert "Husbanken" in shown
        assert all(str(value) in shown for name, value in body.items() if name not in {"kind", "reason", "note"})
        assert not amended.called
        assert run(*command, "--yes")[0] == 0
        assert sent(amended) == body

    @pytest.mark.parametrize("options", [(), ("--start", "2026-04-08", "--place", "Oslo")])
    def test_change_one_thing_at_a_time(self, origin: respx.Router, options: tuple[str, ...]) -> None:
        assert run("placement", "change", "p1", *options, "--yes")[0] == 2

    def test_an_earlier_day_than_the_notice_allows_takes_three_yeses(self, origin: respx.Router) -> None:
        origin.get(STAY).respond(json=ACTIVE)
        assert "krever ja fra alle tre" in run("placement", "end", "p1", "--on", "2026-05-14", typed="n\n")[1]
        assert "krever ja fra alle tre" not in run("placement", "end", "p1", "--on", "2026-05-15", typed="n\n")[1]

    def test_a_recall_on_an_earlier_day_is_not_asked_for(self, origin: respx.Router) -> None:
        origin.get(STAY).respond(json=ACTIVE)
        recalled = origin.post(f"{STAY}/amendments").respond(201, json=AMENDMENT)
        code, shown = run("placement", "recall", "p1", "--on", "2026-05-14", *WHY, "--yes")
        assert (code, "Det er for tidlig" in shown, recalled.called) == (1, True, False)

    def test_are_listed_with_what_became_of_them(self, origin: respx.Router, monkeypatch: pytest.MonkeyPatch) -> None:
        at_terminal(monkeypatch)
        applied = AMENDMENT | {"kind": "content", "state": "applied", "waiting_for": []}
        origin.get(f"{STAY}/amendments").respond(json={"items": [applied, AMENDMENT], "next": None})
        code, shown = run("placement", "amendments", "p1")
        assert code == 0
        assert "Annet innhold · gjelder" in shown
        assert "Forlengelse · foreslått" in shown
        assert "venter på den ansatte (frist 2026-06-01)" in shown

    def test_there_may_be_none(self, origin: respx.Router, monkeypatch: pytest.MonkeyPatch) -> None:
        at_terminal(monkeypatch)
        origin.get(f"{STAY}/amendments").respond(json={"items": [], "next": None})
        assert "Ingen har bedt" in run("placement", "amendments", "p1")[1]


class TestAnswers:
    @pytest.fixture(autouse=True)
    def stay(self, origin: respx.Router) -> None:
        origin.get(STAY).respond(json=ACTIVE | {"amendment": LIVE})
        origin.get(f"{STAY}/amendments/a1").respond(json=AMENDMENT)

    @pytest.mark.parametrize(
        ("command", "body"),
        [
            (("placement", "approve", "p1"), {"decision": "approve", "terms_version": 4}),
            (
                ("placement", "reject", "p1", *WHY),
                {"decision": "reject", "reason": "workload", "note": "Ikke nå", "terms_version": 4},
            ),
        ],
    )
    def test_are_given_after_both_terms_were_shown(
        self, origin: respx.Router, command: tuple[str, ...], body: dict[str, Any]
    ) -> None:
        decided = origin.post(f"{STAY}/amendments/a1/decisions").respond(201, json=AMENDMENT)
        code, shown = run(*command, typed="n\n")
        assert code == 1
        assert any("2026-06-30" in line and "2026-07-20" in line for line in shown.splitlines())
        assert not decided.called
        assert run(*command, "--yes")[0] == 0
        assert sent(decided) == body

    def test_an_amendment_is_retracted(self, origin: respx.Router) -> None:
        retracted = origin.post(f"{STAY}/amendments/a1/withdrawal").respond(201, json=AMENDMENT)
        assert run("placement", "retract", "p1", typed="n\n")[0] == 1
        assert not retracted.called
        assert run("placement", "retract", "p1", *WHY, "--yes")[0] == 0
        assert sent(retracted) == {"reason": "workload", "note": "Ikke nå"}


def test_a_proposed_placement_is_answered_too(origin: respx.Router) -> None:
    origin.get(STAY).respond(json=PLACEMENT | {"names": NAMES})
    decided = origin.post(f"{STAY}/decisions").respond(201, json=PLACEMENT)
    assert run("placement", "approve", "p1", typed="y\n")[0] == 0
    assert sent(decided) == {"decision": "approve", "terms_version": 3}
    assert run("placement", "reject", "p1", typed="y\nworkload\n")[0] == 0
    assert sent(decided) == {"decision": "reject", "reason": "workload", "terms_version": 3}


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("approve", "Her er det ikke noe å svare på nå."),
        ("reject", "Her er det ikke noe å svare på nå."),
        ("retract", "Ingen endring venter på svar."),
    ],
)
def test_without_a_question_there_is_no_answer(origin: respx.Router, command: str, why: str) -> None:
    origin.get(STAY).respond(json=ACTIVE)
    code, shown = run("placement", command, "p1", "--yes")
    assert (code, why in shown) == (1, True)


class TestShow:
    def test_says_all_about_a_stay(self, origin: respx.Router) -> None:
        origin.get(STAY, params={"include": "names"}).respond(json=ACTIVE | {"amendment": LIVE})
        code, shown = run("placement", "view", "p1")
        assert code == 0
        for part in ("H-2026-00042", "Klart språk", NAMES["expert"], "Bærum kommune", "Utenfor tiden", "Forlengelse"):
            assert str(part) in shown
        assert "Du kan: " in shown
        verbs = ("extend", "change", "end", "recall", "approve", "reject")
        assert ", ".join(f"placement {verb}" for verb in verbs) in shown

    def test_says_all_about_a_candidacy(self, origin: respx.Router) -> None:
        candidacy = CANDIDACY | {"reference": "H-2026-00001", "names": NAMES, "legal": ["accept", "decline"]}
        origin.get("/placements/v1/candidacies/c1", params={"include": "names"}).respond(json=candidacy)
        code, shown = run("offer", "view", "c1")
        assert code == 0
        for part in ("H-2026-00001", "Klart språk", "Drammen", "Du kan: offer accept, offer decline"):
            assert part in shown


@pytest.mark.parametrize(("command", "first", "request_", "body"), OTHERS, ids=[" ".join(one[0][:2]) for one in OTHERS])
def test_is_shown_and_asked_for_first(
    origin: respx.Router,
    command: tuple[str, ...],
    first: tuple[str, dict[str, Any]],
    request_: tuple[str, str],
    body: dict[str, Any] | None,
) -> None:
    path, thing = first
    origin.get(path).respond(json=thing)
    done = origin.request(request_[0], request_[1]).respond(json=thing)
    code, shown = run(*command, typed="n\n")
    assert code == 1
    assert thing.get("title", "Drammen") in shown
    assert not done.called
    assert run(*command, "--yes")[0] == 0
    assert (sent(done) if done.calls.last.request.content else None) == body


def test_closing_a_need_asks_what_came_of_it(origin: respx.Router) -> None:
    origin.get("/needs/v1/needs/n1").respond(json=NEED)
    closed = origin.post("/needs/v1/needs/n1/closure").respond(201, json=NEED)
    assert run("need", "close", "n1", typed="y\nworkload\n")[0] == 0
    assert sent(closed) == {"outcome": "workload"}
    assert run("need", "close", "n1", "--outcome", "boredom", "--yes")[0] == 2


def test_an_endorsement_is_prolonged_with_its_other_limits(origin: respx.Router) -> None:
    present = {"version": 7, "valid_until": "2026-06-30", "max_months": 2, "max_percentage": 80, "note": "Fint"}
    origin.get("/pool/v1/experts/e1").respond(json=EXPERT)
    origin.get("/pool/v1/experts/e1/endorsement").respond(json=present)
    prolonged = origin.put("/pool/v1/experts/e1/endorsement").respond(json=EXPERT)
    code, shown = run("expert", "prolong", "e1", "--until", "2027-06-30", typed="n\n")
    assert code == 1
    assert "2026-06-30 → 2027-06-30" in shown
    assert not prolonged.called
    assert run("expert", "prolong", "e1", "--until", "2027-06-30", "--max-months", "3", "--yes")[0] == 0
    assert sent(prolonged) == {"valid_until": "2027-06-30", "max_months": 3, "max_percentage": 80, "note": "Fint"}
    assert prolonged.calls.last.request.headers["If-Match"].strip('"') == "7"


def test_fit_tells_what_keeps_others_out(origin: respx.Router) -> None:
    condition = {"condition": "field", "text": "Fagfeltet.", "excludes": 10, "more_without": None}
    answer = {
        "as_of": {"experts": "a.1", "needs": "a.1", "at": "2026-03-01T10:00:00Z"},
        "step": 5,
        "fit": None,
        "conditions": [condition],
    }
    asked = origin.post("/matching/v1/fit").respond(json=answer)
    days = ("--earliest", "2026-04-01", "--latest", "2026-05-01")
    code, shown = run("need", "fit", "--field", "service-design:2", *days, "--percentage", "80")
    assert code == 0
    assert "Passer: for få til å si" in shown
    assert "Fagfeltet. Utelukker: 10" in shown
    assert sent(asked)["fields"] == [{"field": "service-design", "level": 2}]


def test_placements_are_listed_by_what_is_asked(origin: respx.Router) -> None:
    listed = origin.get("/placements/v1/placements").respond(json={"items": [ACTIVE], "next": None})
    code, output = run(
        "placement", "list", "--state", "active", "--need", "n1", "--from", "2026-01-01", "--order", "soonest"
    )
    assert code == 0, output
    assert dict(listed.calls.last.request.url.params) == {
        "state": "active",
        "need_id": "n1",
        "from": "2026-01-01",
        "order": "soonest",
    }
