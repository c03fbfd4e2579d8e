"""The command line between the two sides of a candidacy: messages, and the host's own shortlist."""

from typing import Any

import pytest
import respx

from tests.client.answers import CANDIDACY
from tests.client.terminal import at_terminal, logged_in, origin, run, sent

__all__ = ["logged_in", "origin"]  # the fixtures

ONE = "/placements/v1/candidacies/c1"
SHORTLIST, MESSAGES = f"{ONE}/shortlist", f"{ONE}/messages"
AT = "2026-03-01T10:00:00Z"
ENTRY = {"id": "c1", "version": 3, "at": AT, "note": "Lovende"}
LISTED = CANDIDACY | {"reference": "H-2026-00042", "shortlist": {"at": AT, "note": "Lovende [bold]"}}


def a_message(**own: Any) -> dict[str, Any]:
    return {"id": "m1", "candidacy_id": "c1", "number": 1, "side": "host", "text": "Når?", "at": AT, **own}


class TestShortlist:
    def test_add_writes_on_the_version_that_was_read(self, origin: respx.Router) -> None:
        origin.get(SHORTLIST).respond(json=ENTRY)
        origin.get(ONE).respond(json=LISTED)
        put = origin.put(SHORTLIST).respond(json=ENTRY)
        code, printed = run("candidate", "keep", "c1", "--note", "Lovende")
        assert code == 0
        assert (sent(put), put.calls.last.request.headers["If-Match"]) == ({"note": "Lovende"}, '"3"')
        assert "H-2026-00042" in printed

    def test_remove_shows_and_asks_first(self, origin: respx.Router) -> None:
        origin.get(SHORTLIST).respond(json=ENTRY)
        origin.get(ONE).respond(json=LISTED)
        removed = origin.delete(SHORTLIST).respond(json=ENTRY | {"at": None, "note": None})
        code, printed = run("candidate", "drop", "c1", typed="n\n")
        assert (code, removed.called) == (1, False)
        assert "Lovende" in printed
        assert run("candidate", "drop", "c1", "--yes")[0] == 0
        assert removed.calls.last.request.headers["If-Match"] == '"3"'

    def test_show_lists_it_with_the_notes(self, origin: respx.Router) -> None:
        listed = origin.get("/placements/v1/candidacies").respond(json={"items": [LISTED], "next": None})
        code, printed = run("candidate", "kept", "--need", "n1")
        assert code == 0
        assert "Lovende [bold]" in printed
        assert dict(listed.calls.last.request.url.params) == {"shortlisted": "true", "need_id": "n1"}

    def test_show_says_where_there_is_nothing(self, origin: respx.Router, monkeypatch: pytest.MonkeyPatch) -> None:
        at_terminal(monkeypatch)
        origin.get("/placements/v1/candidacies").respond(json={"items": [], "next": None})
        assert run("candidate", "kept") == (0, "Kortlisten er tom.")

    def test_a_refusal_is_printed(self, origin: respx.Router) -> None:
        problem = {"type": "/problems/not-permitted", "title": "Ikke lov.", "status": 403}
        origin.get(SHORTLIST).respond(403, json=problem)
        code, printed = run("candidate", "keep", "c1")
        assert code == 1
        assert "Ikke lov." in printed


class TestMessages:
    def test_are_written(self, origin: respx.Router) -> None:
        written = origin.post(MESSAGES).respond(201, json=a_message())
        code, printed = run("offer", "message", "c1", "Når?")
        assert code == 0
        assert sent(written) == {"text": "Når?"}
        assert "mottakende virksomhet Når?" in printed

    def test_are_shown_with_their_side(self, origin: respx.Router) -> None:
        answer = a_message(number=2, side="employee", text="I [red]mars[/]")
        origin.get(MESSAGES).respond(json={"items": [a_message(), answer], "next": None})
        code, printed = run("offer", "messages", "c1")
        assert code == 0
        assert printed.index("mottakende virksomhet Når?") < printed.index("den ansatte I [red]mars[/]")

    def test_say_where_there_is_none(self, origin: respx.Router, monkeypatch: pytest.MonkeyPatch) -> None:
        at_terminal(monkeypatch)
        origin.get(MESSAGES).respond(json={"items": [], "next": None})
        assert run("offer", "messages", "c1") == (0, "Ingen har skrevet noe.")


@pytest.mark.parametrize(
    ("ended_at", "printed"), [(AT, "Avsluttet 2026-03-01 · arbeidsmengde"), (None, "Avsluttet · ")]
)
def test_show_says_when_and_why_it_ended(origin: respx.Router, ended_at: str | None, printed: str) -> None:
    ended = {"state": "declined", "reason": "workload", "ended_at": ended_at, "note": "Ikke nå"}
    origin.get(ONE).respond(json=CANDIDACY | ended)
    code, shown = run("offer", "view", "c1")
    assert code == 0
    assert printed in shown
    assert "Ikke nå" in shown
