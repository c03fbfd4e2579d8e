"""Asking addresses outside: whatever they answer, the asker is told in time and with a reason."""

import pytest

from services.kit import clock
from services.kit.jwks import ForeignKeys
from services.kit.outgoing import MAX_ANSWER_BYTES, NoAnswer, get_json, post_form
from tests.support.callers import published_key
from tests.support.strangers import Route, answer, as_json, hangs_up, stranger, trickles

BAD: dict[str, tuple[Route, str]] = {
    "a refusal": (answer(500, b"{}"), "refused"),
    "another place": (answer(302, b"", Location="http://127.0.0.1:1/"), "refused"),
    "no JSON": (answer(200, b"<html>"), "not_json"),
    "text that is none": (answer(200, b"\xff\xfe\xfa"), "not_json"),
    "JSON that is too deep": (answer(200, b"[" * 100_000), "not_json"),
    "a list": (answer(200, b"[]"), "not_an_object"),
    "too much": (answer(200, b'"' + b"x" * MAX_ANSWER_BYTES + b'"'), "too_large"),
    "nothing at all": (hangs_up, "RemoteProtocolError"),
}


@pytest.mark.parametrize("bad", BAD)
def test_tells_what_was_wrong_with_an_answer(bad: str) -> None:
    route, reason = BAD[bad]
    with stranger() as there:
        there.routes["/"] = route
        with pytest.raises(NoAnswer) as told:
            get_json(there.address + "/")
    assert told.value.reason == reason


def test_gives_up_in_time_on_one_that_sends_a_byte_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.kit.outgoing.ANSWER_SECONDS", 0.3)
    with stranger() as there:
        there.routes["/"] = trickles
        began = clock.monotonic()
        with pytest.raises(NoAnswer, match="too_slow"):
            post_form(there.address + "/", {"a": "b"})
    assert clock.monotonic() - began < 2


def test_tells_of_one_that_is_not_there() -> None:
    with pytest.raises(NoAnswer, match="ConnectError"):
        get_json("http://127.0.0.1:9/")


def test_hands_over_a_good_answer() -> None:
    with stranger() as there:
        there.routes["/"] = as_json({"a": 1})
        assert get_json(there.address + "/") == {"a": 1}


class TestForeignKeys:
    def test_leaves_out_keys_without_a_name_and_keeps_the_others(self) -> None:
        keys = self.asked([{"kty": "EC"}, {"kid": 7}, "x", published_key() | {"kid": "a"}])
        assert keys.find("a") is not None
        assert not keys.knows("b")

    def test_are_old_after_five_minutes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        keys = self.asked([published_key()])
        assert not keys.old
        start = clock.monotonic()
        monkeypatch.setattr(clock, "monotonic", lambda: start + 301)
        assert keys.old

    def asked(self, found: list[object]) -> ForeignKeys:
        with stranger() as there:
            there.routes["/jwks"] = as_json({"keys": found})
            keys = ForeignKeys(there.address + "/jwks")
            keys.refresh()
        return keys
