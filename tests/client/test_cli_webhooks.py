"""The command line registers, shows, rotates, tests and removes webhooks."""

from typing import Any

import pytest
import respx

from tests.client.terminal import logged_in, origin, run, sent

__all__ = ["logged_in", "origin"]  # the fixtures

PLACE = "/notify/v1/webhooks"
ONE = f"{PLACE}/w1"


def a_webhook(**changes: Any) -> dict[str, Any]:
    given = {"id": "w1", "version": 1, "url": "https://receiver.example/", "description": "Saksbehandling"}
    given |= {"types": None, "state": "active", "reason": None, "position": 7, "tries": 0, "failing_since": None}
    given |= {"next_try_at": "2026-11-30T10:00:00Z", "old_secret_until": None, "created_at": "2026-11-30T10:00:00Z"}
    return given | changes


def test_create_prints_the_secret(origin: respx.Router) -> None:
    asked = origin.post(PLACE).respond(201, json=a_webhook(secret="whsec_x"))
    code, printed = run(
        "webhook", "create", "--url", "https://receiver.example/", "--description", "Sak", "--type", "need.opened"
    )
    assert (code, printed.split()) == (0, ["w1", "whsec_x"])
    assert sent(asked) == {"url": "https://receiver.example/", "description": "Sak", "types": ["need.opened"]}


def test_list_says_why_one_is_disabled(origin: respx.Router) -> None:
    origin.get(PLACE).respond(json={"items": [a_webhook(state="disabled", reason="gone")], "next": None})
    code, printed = run("webhook", "list")
    assert code == 0
    assert "disabled (gone)" in printed


def test_view_shows_how_calls_went(origin: respx.Router) -> None:
    call = {"id": "a", "call_id": "e", "type": "need.opened", "position": 7, "at": "2026-11-30T10:00:00Z"}
    call |= {"outcome": "refused", "status": 500, "milliseconds": 12}
    origin.get(ONE).respond(json=a_webhook())
    origin.get(f"{ONE}/attempts").respond(json={"items": [call], "next": None})
    code, printed = run("webhook", "view", "w1")
    assert code == 0
    assert "need.opened" in printed
    assert "refused" in printed


@pytest.mark.parametrize(
    ("words", "below"),
    [(["rotate"], "secret"), (["test"], "test"), (["pause"], "pause"), (["resume"], "resume"), (["replay"], "replay")],
)
def test_verbs_ask_for_what_they_say(origin: respx.Router, words: list[str], below: str) -> None:
    asked = origin.post(f"{ONE}/{below}").respond(201, json=a_webhook(secret="whsec_y"))
    more = ["--after", "3"] if below == "replay" else []
    assert run("webhook", *words, "w1", *more)[0] == 0
    assert asked.called


def test_delete_asks_first(origin: respx.Router) -> None:
    origin.get(ONE).respond(json=a_webhook())
    removed = origin.delete(ONE).respond(json=a_webhook())
    assert run("webhook", "delete", "w1", typed="n\n")[0] == 1
    assert not removed.called
    assert run("webhook", "delete", "w1", "--yes")[0] == 0
    assert removed.called
