"""The command line says no: it shows what it is about, asks, and sends a reason."""

from typing import Any

import pytest
import respx

from tests.client.answers import CANDIDACY, EXPERT, PLACEMENT
from tests.client.terminal import logged_in, origin, run, sent

__all__ = ["logged_in", "origin"]  # the fixtures

# command, the thing it shows first, and the request that says no
NOES = [
    (("decline", "c1"), "/placements/v1/candidacies/c1", "POST", "/placements/v1/candidacies/c1/decline", CANDIDACY),
    (
        ("withdraw", "c1"),
        "/placements/v1/candidacies/c1",
        "POST",
        "/placements/v1/candidacies/c1/withdrawal",
        CANDIDACY,
    ),
    (("cancel", "p1"), "/placements/v1/placements/p1", "POST", "/placements/v1/placements/p1/cancellation", PLACEMENT),
    (("return", "e1"), "/pool/v1/experts/e1", "POST", "/pool/v1/experts/e1/return", EXPERT),
    (("leave",), "/pool/v1/me/expert", "POST", "/pool/v1/experts/e1/withdrawal", EXPERT),
]


@pytest.mark.parametrize(("command", "shown", "method", "path", "thing"), NOES, ids=[no[0][0] for no in NOES])
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


def test_an_endorsement_is_revoked_after_a_question(origin: respx.Router) -> None:
    origin.get("/pool/v1/experts/e1").respond(json=EXPERT)
    revoked = origin.delete("/pool/v1/experts/e1/endorsement").respond(json=EXPERT)
    assert run("revoke", "e1", typed="n\n")[0] == 1
    assert not revoked.called
    assert run("revoke", "e1", typed="y\n")[0] == 0
    assert revoked.called


def test_a_placement_is_shown_with_its_bodies(origin: respx.Router) -> None:
    origin.get("/placements/v1/placements/p1").respond(json=PLACEMENT)
    code, printed = run("show", "p1")
    assert code == 0
    assert "Bærum kommune" in printed
    assert "Drammen" in printed
