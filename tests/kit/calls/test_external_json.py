"""Whatever an address outside the scheme answers, the caller gets a result or a reason, in time."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from gzip import compress as zipped
from http.server import BaseHTTPRequestHandler
from itertools import islice
from threading import Event
from types import ModuleType

import httpx
import pytest

from services.kit import clock
from services.kit.access.jwks import ForeignKeys
from services.kit.calls import external_json
from services.kit.calls.external_json import MAX_ANSWER_BYTES, NoAnswer, get_json, is_secure, post_form
from services.kit.calls.single_flight import MOST_WAITING
from tests.support.callers import published_key
from tests.support.strangers import Route, Stranger, answer, as_json, hangs, hangs_up, stranger, trickles
from tests.support.weakened import weakened

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
def test_says_what_was_wrong_with_an_answer(bad: str) -> None:
    route, reason = BAD[bad]
    with stranger() as there:
        there.routes["/"] = route
        with pytest.raises(NoAnswer) as refused:
            get_json(there.address + "/")
    assert refused.value.reason == reason


NO_ADDRESSES = [
    "",
    "x",
    "ftp://127.0.0.1/",
    "https://[::1/",
    "https://[x]/",
    "https://x:abc/",
    "http://127.0.0.1:99999/",
    "https://xn--a/",
    "https://a..example/",
    f"https://{'a' * 64}.example/",
    "https://x.example/\0",
    "https://\ud800.example/",
]


@pytest.mark.parametrize("url", NO_ADDRESSES)
def test_gives_no_answer_from_what_is_no_address(url: str) -> None:
    with pytest.raises(NoAnswer):
        get_json(url)
    with pytest.raises(NoAnswer):
        post_form(url, {"a": "b"})


class TestIsSecure:
    @pytest.mark.parametrize(
        "url", ["https://x.example", "https://x.example:8443/a?b=c", "https://[::1]/", "http://127.0.0.1:8000/"]
    )
    def test_over_tls_or_within_the_machine(self, url: str) -> None:
        assert is_secure(url)

    @pytest.mark.parametrize(
        "url",
        [
            "http://x.example/",
            "http://127.0.0.1.example/",
            "http://localhost/",
            "ftp://x.example/",
            "https://",
            "https://a@x.example/",
            "https://x.example/#a",
            "https://x.example/a b",
            "https://[::1/",
            "https://x.example:abc/",
            "https://x.example:-1/",
            "http://127.0.0.1:99999/",
        ],
    )
    def test_is_nothing_else(self, url: str) -> None:
        assert not is_secure(url)

    def test_negative_control_what_is_no_address_ends_whoever_asks(self) -> None:
        careless = weakened(external_json, "except ValueError:\n", "except KeyError:\n")
        with pytest.raises(ValueError, match="Port"):
            careless.is_secure("http://127.0.0.1:99999/")


@pytest.mark.parametrize("coding", ["gzip", "gzip, gzip", "deflate", "br", "identity, gzip", "x"])
def test_unpacks_nothing(coding: str) -> None:
    with stranger() as there:
        there.routes["/"] = answer(200, b"{}", Content_Encoding=coding)
        with pytest.raises(NoAnswer, match="compressed"):
            get_json(there.address + "/")


def test_asks_for_it_as_it_is() -> None:
    codings: list[str | None] = []

    def route(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        codings.append(handler.headers["Accept-Encoding"])
        answer(200, b"{}", Content_Encoding="Identity")(handler, body)

    with stranger() as there:
        there.routes["/"] = route
        assert (get_json(there.address + "/"), post_form(there.address + "/", {})) == ({}, {})
    assert codings == ["identity", "identity"]


def test_negative_control_a_few_bytes_unpacked_go_round_the_bound() -> None:
    packed = zipped(zipped(b'{"a": "' + b" " * 32 * MAX_ANSWER_BYTES + b'"}'))
    unpacking = weakened(external_json, "is_compressed(answer)", "False")
    with stranger() as there:
        there.routes["/"] = answer(200, packed, Content_Encoding="gzip, gzip")
        assert len(packed) < 1024
        assert len(httpx.get(there.address + "/", trust_env=False).content) > 32 * MAX_ANSWER_BYTES
        with pytest.raises(unpacking.NoAnswer, match="not_json"):
            unpacking.get_json(there.address + "/")


def test_gives_up_in_time_on_one_that_sends_a_byte_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.kit.calls.external_json.ANSWER_SECONDS", 0.3)
    with stranger() as there:
        there.routes["/"] = trickles
        began = clock.monotonic()
        with pytest.raises(NoAnswer, match="too_slow"):
            post_form(there.address + "/", {"a": "b"})
    assert clock.monotonic() - began < 2


def test_says_that_a_host_is_not_there() -> None:
    with pytest.raises(NoAnswer, match="ConnectError"):
        get_json("http://127.0.0.1:9/")


def test_hands_over_a_good_answer() -> None:
    with stranger() as there:
        there.routes["/"] = as_json({"a": 1})
        assert get_json(there.address + "/") == {"a": 1}


CROWD = 8


@contextmanager
def a_crowd_at(hanging: Stranger, module: ModuleType = external_json) -> Iterator[list[Future[object]]]:
    """So many threads ask at the same moment. The host answers at the end."""
    let_go = Event()
    hanging.routes["/"] = hangs(let_go)
    with ThreadPoolExecutor(CROWD) as threads:
        try:
            yield [threads.submit(module.get_json, hanging.address + "/") for _ in range(CROWD)]
        finally:
            let_go.set()


class TestOneThatHangs:
    def test_is_asked_by_few_at_a_time_and_the_rest_are_refused_at_once(self) -> None:
        with stranger() as hanging:
            with a_crowd_at(hanging) as crowd:
                refused = list(islice(as_completed(crowd, timeout=3), CROWD - MOST_WAITING))
                assert {str(one.exception()) for one in refused} == {"crowded"}
            assert {str(one.exception()) for one in crowd} == {"crowded", "refused"}
            hanging.routes["/"] = as_json({"a": 1})
            assert get_json(hanging.address + "/") == {"a": 1}, "the places are free again"
        assert not external_json._asking, "and nothing is kept of a host that nobody asks"

    def test_takes_no_place_of_another(self) -> None:
        with stranger() as hanging, stranger() as well, a_crowd_at(hanging) as crowd:
            well.routes["/"] = as_json({"a": 1})
            list(islice(as_completed(crowd, timeout=3), CROWD - MOST_WAITING))
            assert get_json(well.address + "/") == {"a": 1}

    def test_negative_control_without_places_it_is_waited_for_by_all(self) -> None:
        roomy = weakened(external_json, ">= MOST_WAITING", f">= {CROWD}")
        with stranger() as hanging, a_crowd_at(hanging, roomy) as crowd, pytest.raises(TimeoutError):
            next(as_completed(crowd, timeout=0.3))


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
