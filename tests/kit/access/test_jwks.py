"""A service replaces auth's key set as a whole, fetches it seldom, and uses it for an hour at most."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed, wait
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from threading import Event
from types import ModuleType
from typing import Any

import httpx
import pytest

from services.kit import clock
from services.kit.access.jwks import (
    KEPT_SECONDS,
    MAX_SET_BYTES,
    REFRESH_SECONDS,
    RETRY_SECONDS,
    UNKNOWN_KID_SECONDS,
    KeySet,
    RemoteKeys,
)
from services.kit.calls import single_flight
from services.kit.calls.single_flight import MOST_WAITING
from services.kit.errors import Unavailable
from tests.support.callers import published_key
from tests.support.strangers import drips, stranger
from tests.support.weakened import weakened

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
Answer = httpx.Response | Exception
Move = Callable[[timedelta], None]


def a_set(*kids: str, **changes: Any) -> httpx.Response:
    return httpx.Response(200, json={"keys": [published_key() | {"kid": kid} | changes for kid in kids]})


def keys_from(*answers: Answer) -> tuple[RemoteKeys, list[httpx.Request]]:
    """Keys fetched from these answers in turn (the last one again and again), and the requests."""
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        given = answers[min(len(asked), len(answers)) - 1]
        if isinstance(given, Exception):
            raise given
        return given

    return RemoteKeys("http://auth/oauth/jwks", client=httpx.Client(transport=httpx.MockTransport(answer))), asked


BAD: dict[str, Answer] = {
    "refused": httpx.ConnectError("no"),
    "an error": httpx.Response(500),
    "a page": httpx.Response(200, content=b"<html>"),
    "an empty set": httpx.Response(200, json={"keys": []}),
    "no set": httpx.Response(200, json=[]),
    "a set that is a number": httpx.Response(200, json={"keys": 7}),
    "keys that are words": httpx.Response(200, json={"keys": ["a"]}),
    "a key without its number": httpx.Response(200, json={"keys": [{"kid": "a", "kty": "RSA"}]}),
    "a key whose name is a list": a_set("a", kid=[]),
    "a key for encryption": a_set("a", use="enc"),
    "a key of another kind": a_set("a", kty="EC"),
    "a short key": a_set("a", n="wJ_6LmWnX_v7"),
    "a short key with zeros before it": a_set("a", n="A" * 342 + "wJ_6LmWnX_v7"),
    "two keys of one name": a_set("a", "a"),
    "a set too large": httpx.Response(200, content=b" " * MAX_SET_BYTES + a_set("b").content),
    "a set too deep": httpx.Response(200, content=b"[" * 20_000),
    "a way to another place": httpx.Response(302, headers={"Location": "http://evil.example/jwks"}),
}


class TestFetching:
    @pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
    def test_keeps_the_last_good_set_for_an_hour(self, bad: Answer) -> None:
        keys, asked = keys_from(a_set("a"), bad)
        with clock.stopped_at(NOON) as move:
            keys.refresh_for("a")
            move(timedelta(seconds=KEPT_SECONDS - 1))
            keys.refresh_for("b")
            assert keys.find("a") is not None
            assert not keys.knows("b")
            move(timedelta(seconds=2))
            assert not keys.present
            with pytest.raises(Unavailable):
                keys.find("a")
        assert len(asked) == 2
        assert {request.url.host for request in asked} == {"auth"}, "no redirect is followed"

    @pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
    def test_without_any_good_set_nothing_verifies(self, bad: Answer) -> None:
        keys, _ = keys_from(bad)
        keys.refresh_for("a")
        with pytest.raises(Unavailable):
            keys.find("a")

    def test_replaces_the_set_as_a_whole(self) -> None:
        keys, _ = keys_from(a_set("a", "b"), a_set("b", "c"))
        with clock.stopped_at(NOON) as move:
            keys.refresh_for("a")
            move(timedelta(seconds=REFRESH_SECONDS))
            keys.refresh_for("c")
            assert [keys.knows(kid) for kid in "abc"] == [False, True, True]

    def test_ignores_keys_it_cannot_use_beside_one_it_can(self) -> None:
        mixed = [published_key() | {"kid": "a"}, {"kty": "EC", "kid": "e", "crv": "P-256"}]
        keys, _ = keys_from(httpx.Response(200, json={"keys": mixed}))
        keys.refresh_for("a")
        assert keys.knows("a")
        assert not keys.knows("e")

    def test_gives_up_a_set_that_trickles(self) -> None:
        with stranger() as auth, httpx.Client(trust_env=False) as client:
            auth.routes["/jwks"] = drips
            keys, began = RemoteKeys(f"{auth.address}/jwks", client=client), clock.monotonic()
            keys.refresh_for("a")
            assert clock.monotonic() - began < 4
            assert not keys.present


class Rounds(Event):
    """Stops a loop after so many rounds. Moves the clock as far as the loop waits, and keeps the `pauses`."""

    def __init__(self, rounds: int, move: Move) -> None:
        super().__init__()
        self._left, self._move = rounds, move
        self.pauses: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout is not None
        self._left -= 1
        self.pauses.append(timeout)
        self._move(timedelta(seconds=timeout))
        if self._left == 0:
            self.set()
        return self.is_set()


class TestRun:
    @pytest.mark.parametrize(
        ("answers", "pauses"),
        [
            ([a_set("a")], [REFRESH_SECONDS] * 3),
            ([a_set("a"), httpx.Response(500), a_set("b")], [REFRESH_SECONDS, RETRY_SECONDS, REFRESH_SECONDS]),
            (
                [httpx.ConnectError("not up yet"), a_set("a")],
                [RemoteKeys.first_retry_seconds, REFRESH_SECONDS, REFRESH_SECONDS],
            ),
        ],
        ids=["well", "after a failure", "at start"],
    )
    def test_asks_again_sooner_where_it_failed(self, answers: Sequence[Answer], pauses: list[float]) -> None:
        keys, _ = keys_from(*answers)
        with clock.stopped_at(NOON) as move:
            rounds = Rounds(3, move)
            keys.run(rounds)
        assert rounds.pauses == pauses
        assert keys.present


CROWD, FETCH = 10, timedelta(seconds=4)


class HangingKeys(KeySet):
    """The keys of an issuer that publishes `a`, and from the second fetch on answers only when let go."""

    def __init__(self, move: Move, *, known: bool, flight: ModuleType = single_flight) -> None:
        super().__init__()
        self._flight, self._move = flight.SingleFlight(), move
        self.let_go, self.hangs, self.asked = Event(), False, 0
        if known:
            self.refresh()
            move(timedelta(seconds=UNKNOWN_KID_SECONDS))
        self.hangs, self.asked = True, 0

    def _ask(self) -> Any:
        self.asked += 1
        if self.hangs:
            assert self.let_go.wait(30)
            self._move(FETCH)
        return a_set("a").json()


@contextmanager
def crowd_at(keys: HangingKeys, count: int = CROWD) -> Iterator[list[Future[None]]]:
    """So many threads, each with a token of an unknown kid. The issuer answers at the end."""
    with ThreadPoolExecutor(count) as threads:
        try:
            yield [threads.submit(keys.refresh_for, f"unknown-{number}") for number in range(count)]
        finally:
            keys.let_go.set()


def refused_of(crowd: list[Future[None]]) -> list[Future[None]]:
    """Those that need not wait, as soon as the others wait."""
    return list(islice(as_completed(crowd, timeout=10), CROWD - MOST_WAITING))


@pytest.fixture
def move() -> Iterator[Move]:
    with clock.stopped_at(NOON) as move:
        yield move


@pytest.mark.parametrize("known", [True, False], ids=["with a set at hand", "before there is one"])
class TestWhileAFetchHangs:
    def test_few_wait_and_share_its_result_and_the_rest_are_refused_at_once(self, move: Move, known: bool) -> None:
        keys = HangingKeys(move, known=known)
        with crowd_at(keys) as crowd:
            assert {type(one.exception()) for one in refused_of(crowd)} == {Unavailable}
            assert keys.knows("a") == known
        assert [one.exception() for one in crowd].count(None) == MOST_WAITING
        assert keys.asked == 1
        assert keys.find("a") is not None

    def test_the_thread_that_keeps_them_fresh_waits_as_long_as_it_takes(self, move: Move, known: bool) -> None:
        keys, rounds = HangingKeys(move, known=known), Rounds(3, move)
        with ThreadPoolExecutor(1) as threads, crowd_at(keys) as crowd:
            refused_of(crowd)
            fresh = threads.submit(keys.run, rounds)
            assert not wait([fresh], timeout=0.1).done
            keys.let_go.set()
            assert fresh.result(10) is None
        assert len(rounds.pauses) == 3

    def test_negative_control_without_places_everybody_waits(self, move: Move, known: bool) -> None:
        many = weakened(single_flight, "BoundedSemaphore(MOST_WAITING)", f"BoundedSemaphore({CROWD})")
        with crowd_at(HangingKeys(move, known=known, flight=many)) as crowd:
            assert not wait(crowd, timeout=0.3).done

    def test_negative_control_without_its_outcome_each_asks_after_the_other(self, move: Move, known: bool) -> None:
        keys = HangingKeys(move, known=known, flight=weakened(single_flight, "came - self._ended >= pause", "True"))
        with crowd_at(keys, MOST_WAITING) as crowd:
            wait(crowd, timeout=0.3)  # by then all stand there
        assert keys.asked == MOST_WAITING
