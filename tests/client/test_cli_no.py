"""The command line says no: it shows what it is about, asks, and sends a reason."""

from typing import Any

import pytest
import respx

from tests.client.answers import CANDIDACY, EXPERT, NEED, PLACEMENT
from tests.client.terminal import logged_in, origin, run, sent

__all__ = ["logged_in", "origin"]  # the fixtures

# command, the thing it shows first, and the request that says no
NOES = [
    (
        ("offer", "decline", "c1"),
        "/placements/v1/candidacies/c1",
        "POST",
        "/placements/v1/candidacies/c1/decline",
        CANDIDACY,
    ),
    (
        ("offer", "withdraw", "c1"),
        "/placements/v1/candidacies/c1",
        "POST",
        "/placements/v1/candidacies/c1/withdrawal",
        CANDIDACY,
    ),
    (
        ("placement", "cancel", "p1"),
        "/placements/v1/placements/p1",
        "POST",
        "/placements/v1/placements/p1/cancellation",
        PLACEMENT,
    ),
    (("expert", "return", "e1"), "/pool/v1/experts/e1", "POST", "/pool/v1/experts/e1/return", EXPERT),
    (
        ("expert", "withdraw"),
        "/pool/v1/me/expert",
        "POST",
        "/pool/v1/experts/e1/withdrawal",
        EXPERT,
    ),
]


@pytest.mark.parametrize(
    ("command", "shown", "method", "path", "thing"), NOES, ids=[" ".join(no[0][:2]) for no in NOES]
)
class TestNo:
    def test_is_said_with_a_reason(
        self, origin: respx.Router, command: tuple[str, ...], shown: str, method: str, path: str, thing: Any
    ) -> None:
        origin.get(shown).respond(json=thing)
        said = origin.request(method, path).respond(201, json=thing)
        code, _ = run(*command, "--reason", "workload", "--note", "Ikke nå", "--yes")
        assert code == 0
        assert sent(said) == {"reason": "workload", "note": "Ikke nå"}

    def test_is_shown_and_asked_for_first(
        self, origin: respx.Router, command: tuple[str, ...], shown: str, method: str, path: str, thing: Any
    ) -> None:
        origin.get(shown).respond(json=thing)
        said = origin.request(method, path).respond(201, json=thing)
        code, printed = run(*command, typed="n\n")
        assert code == 1
        assert thing.get("title", thing["id"]) in printed or "Drammen" in printed
        assert not said.called
        assert run(*command, typed="y\nworkload\n")[0] == 0
        assert sent(said) == {"reason": "workload"}

    def test_refuses_an_unknown_reason(
        self, origin: respx.Router, command: tuple[str, ...], shown: str, method: str, path: str, thing: Any
    ) -> None:
        origin.get(shown).respond(json=thing)
        said = origin.request(method, path).respond(201, json=thing)
        code, printed = run(*command, "--reason", "boredom", "--yes")
        assert code == 2
        assert "workload" in printed
        assert not said.called


ENDORSED = {"version": 2, "valid_until": "2027-03-01", "max_months": 3, "max_percentage": 100, "note": ""}


class TestWhatWouldEnd:
    """It is told before the question, and not asked for where nobody is asked."""

    @pytest.mark.parametrize(
        ("ends", "told"),
        [
            ({"candidacies": 2, "placements": 1}, "2 åpne kandidaturer, 1 hospiteringer som venter på svar"),
            (None, "ikke kjent akkurat nå"),
        ],
    )
    def test_with_an_endorsement(self, origin: respx.Router, ends: Any, told: str) -> None:
        origin.get("/pool/v1/experts/e1").respond(json=EXPERT)
        origin.get("/pool/v1/experts/e1/endorsement").respond(json=ENDORSED | {"ends": ends})
        revoked = origin.delete("/pool/v1/experts/e1/endorsement").respond(json=EXPERT)
        code, printed = run("expert", "revoke", "e1", typed="n\n")
        assert (code, revoked.called) == (1, False)
        assert printed.index(told) < printed.index("Trekke tilbake anbefalingen?")

    @pytest.mark.parametrize(
        ("command", "shown", "about", "thing"),
        [
            (
                ("expert", "withdraw"),
                "/pool/v1/me/expert",
                "expert_id=e1",
                EXPERT,
            ),
            (("need", "close", "n1"), "/needs/v1/needs/n1", "need_id=n1", NEED),
        ],
    )
    def test_with_a_profile_or_a_need(
        self, origin: respx.Router, command: tuple[str, ...], shown: str, about: str, thing: Any
    ) -> None:
        origin.get(shown).respond(json=thing)
        candidacies = origin.get("/placements/v1/candidacies").respond(json={"items": [CANDIDACY]})
        placements = origin.get("/placements/v1/placements").respond(json={"items": [PLACEMENT, PLACEMENT]})
        code, printed = run(*command, typed="n\n")
        assert code == 1
        assert "1 åpne kandidaturer, 2 hospiteringer som venter på svar" in printed
        assert candidacies.calls.last.request.url.query.decode() == f"open=true&{about}"
        assert placements.calls.last.request.url.query.decode() == f"state=proposed&{about}"

    def test_is_unknown_while_placements_is_away(self, origin: respx.Router) -> None:
        origin.get("/pool/v1/me/expert").respond(json=EXPERT)
        away = {"type": "/problems/peer-unavailable", "title": "Borte", "status": 503}
        origin.get("/placements/v1/candidacies").respond(503, json=away)
        code, printed = run("expert", "withdraw", typed="n\n")
        assert code == 1
        assert "ikke kjent akkurat nå" in printed

    def test_is_not_asked_for_with_yes(self, origin: respx.Router) -> None:
        origin.get("/pool/v1/me/expert").respond(json=EXPERT)
        origin.post("/pool/v1/experts/e1/withdrawal").respond(201, json=EXPERT)
        asked = origin.get("/placements/v1/candidacies").respond(json={"items": []})
        assert run("expert", "withdraw", "--reason", "personal", "--yes")[0] == 0
        assert not asked.called


def test_an_endorsement_is_revoked_after_a_question(origin: respx.Router) -> None:
    origin.get("/pool/v1/experts/e1").respond(json=EXPERT)
    origin.get("/pool/v1/experts/e1/endorsement").respond(json=ENDORSED)
    revoked = origin.delete("/pool/v1/experts/e1/endorsement").respond(json=EXPERT)
    assert run("expert", "revoke", "e1", typed="n\n")[0] == 1
    assert not revoked.called
    assert run("expert", "revoke", "e1", typed="y\n")[0] == 0
    assert revoked.called


def test_a_placement_is_shown_with_its_bodies(origin: respx.Router) -> None:
    origin.get("/placements/v1/placements/p1").respond(json=PLACEMENT)
    code, printed = run("placement", "view", "p1")
    assert code == 0
    assert "Bærum kommune" in printed
    assert "Drammen" in printed
