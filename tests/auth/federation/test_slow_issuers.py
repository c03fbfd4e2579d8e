"""An issuer that hangs occupies few threads, and the rest of auth goes on (I20)."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from threading import Event

import pytest

from services.auth.federation.code_flow import AuthorizationResponse, fetch_id_token
from services.auth.federation.errors import AnswerNotBelieved, IssuerUnavailable
from services.auth.federation.issuers import KEPT_SECONDS, TRIED_SECONDS, Issuer
from services.kit import clock
from services.kit.access.jwks import FOREIGN_REFRESH_SECONDS, UNKNOWN_KID_SECONDS
from services.kit.calls import single_flight
from services.kit.calls.single_flight import MOST_WAITING
from tests.auth.federation.scenes.loopback_issuer import LoopbackIssuer
from tests.support.strangers import hangs
from tests.support.weakened import weakened

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CONFIGURATION = "/.well-known/openid-configuration"
CROWD = 10
A_SECOND = timedelta(seconds=1)
Move = Callable[[timedelta], None]


@pytest.fixture
def move() -> Iterator[Move]:
    with clock.stopped_at(NOON) as move:
        yield move


def redeem_code(known: Issuer, loopback: LoopbackIssuer) -> str:
    """Exchange the code that a browser brings back, as auth does."""
    brought = AuthorizationResponse(state="s", code="a-code", error=None, issuer=loopback.address)
    return fetch_id_token(known, brought, verifier="v", sign=lambda _: "")


@contextmanager
def crowd(there: LoopbackIssuer, path: str, act: Callable[[], object]) -> Iterator[list[Future[object]]]:
    """Several concurrent calls, while the issuer hangs at that path."""
    let_go = Event()
    there.there.routes[path] = hangs(let_go)
    there.there.asked.clear()
    with ThreadPoolExecutor(CROWD) as threads:
        try:
            yield [threads.submit(act) for _ in range(CROWD)]
        finally:
            let_go.set()


def first_of(crowd: list[Future[object]], count: int) -> list[Future[object]]:
    """The first calls that finish while the issuer hangs."""
    return list(islice(as_completed(crowd, timeout=3), count))


def errors_of(crowd: list[Future[object]]) -> set[type[BaseException] | None]:
    return {type(error) if (error := one.exception()) else None for one in crowd}


class TestItsConfiguration:
    def test_is_waited_for_by_few_before_there_is_any(self, known: Issuer, issuer: LoopbackIssuer) -> None:
        with crowd(issuer, CONFIGURATION, known.metadata) as asking:
            assert errors_of(first_of(asking, CROWD - MOST_WAITING)) == {IssuerUnavailable}
        assert issuer.there.asked == [CONFIGURATION]

    def test_serves_on_while_it_is_asked_for_anew(self, known: Issuer, issuer: LoopbackIssuer, move: Move) -> None:
        had = known.metadata()
        move(timedelta(seconds=KEPT_SECONDS) + A_SECOND)
        with crowd(issuer, CONFIGURATION, known.metadata) as asking:
            assert [one.result() for one in first_of(asking, CROWD - 1)] == [had] * (CROWD - 1)
        assert {one.result() for one in asking} == {had}, "the one that asked goes on with it too"
        assert issuer.there.asked == [CONFIGURATION]

    def test_is_asked_for_again_after_a_while(self, known: Issuer, issuer: LoopbackIssuer, move: Move) -> None:
        with crowd(issuer, CONFIGURATION, known.metadata):
            pass
        issuer.serve()
        with pytest.raises(IssuerUnavailable):
            known.metadata()
        move(timedelta(seconds=TRIED_SECONDS) + A_SECOND)
        assert known.metadata().issuer == issuer.address

    def test_negative_control_held_up_all_wait(self, known: Issuer, issuer: LoopbackIssuer, move: Move) -> None:
        known.metadata()
        move(timedelta(seconds=KEPT_SECONDS) + A_SECOND)
        known._flight = weakened(single_flight, "blocking=wait", "blocking=True").SingleFlight()
        with crowd(issuer, CONFIGURATION, known.metadata) as asking, pytest.raises(TimeoutError):
            next(as_completed(asking, timeout=0.3))


class TestItsKeys:
    def test_serve_on_while_they_are_asked_for_anew(self, known: Issuer, issuer: LoopbackIssuer, move: Move) -> None:
        assert known.find_key("issuer-key")
        move(timedelta(seconds=FOREIGN_REFRESH_SECONDS) + A_SECOND)
        with crowd(issuer, "/jwks", lambda: known.find_key("issuer-key")) as asking:
            assert all(one.result() for one in first_of(asking, CROWD - 1))
        assert issuer.there.asked == ["/jwks"]

    def test_are_waited_for_by_few_for_a_kid_that_is_not_at_hand(
        self, known: Issuer, issuer: LoopbackIssuer, move: Move
    ) -> None:
        known.find_key("issuer-key")
        move(timedelta(seconds=UNKNOWN_KID_SECONDS) + A_SECOND)
        with crowd(issuer, "/jwks", lambda: known.find_key("made-up")) as asking:
            assert errors_of(first_of(asking, CROWD - MOST_WAITING)) == {IssuerUnavailable}
        assert issuer.there.asked == ["/jwks"]


class TestItsTokens:
    def test_are_waited_for_by_few(self, known: Issuer, issuer: LoopbackIssuer) -> None:
        known.metadata()
        with crowd(issuer, "/token", lambda: redeem_code(known, issuer)) as coming:
            assert errors_of(first_of(coming, CROWD - MOST_WAITING)) == {IssuerUnavailable}
        assert errors_of(coming) == {IssuerUnavailable, AnswerNotBelieved}
        assert issuer.there.asked == ["/token"] * MOST_WAITING

    def test_negative_control_without_places_all_wait(
        self, known: Issuer, issuer: LoopbackIssuer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        known.metadata()
        monkeypatch.setattr("services.kit.calls.external_json.MOST_WAITING", CROWD)
        with crowd(issuer, "/token", lambda: redeem_code(known, issuer)) as coming, pytest.raises(TimeoutError):
            next(as_completed(coming, timeout=0.3))
