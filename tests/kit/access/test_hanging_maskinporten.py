"""While Maskinporten hangs, tokens with made-up keys hold up few requests, and the service goes on (I20)."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from threading import Event
from types import ModuleType

import pytest

from services.kit import clock
from services.kit.access.jwks import UNKNOWN_KID_SECONDS
from services.kit.access.maskinporten import Maskinporten, read_maskinporten
from services.kit.access.tokens import Claims
from services.kit.calls import single_flight
from services.kit.calls.single_flight import MOST_WAITING
from services.kit.errors import Unauthenticated, Unavailable
from tests.support.callers import BAERUM
from tests.support.maskinporten import LoopbackMaskinporten, loopback_maskinporten
from tests.support.strangers import hangs
from tests.support.weakened import weakened

CROWD = 7  # as many requests as a process works on by default


class AnyBody:
    def have(self, orgnr: str) -> bool:
        return bool(orgnr)


@pytest.fixture
def there() -> Iterator[LoopbackMaskinporten]:
    with loopback_maskinporten() as running:
        yield running


@pytest.fixture
def maskinporten(there: LoopbackMaskinporten) -> Maskinporten:
    """A verifier that has Maskinporten's keys."""
    made = read_maskinporten(there.setting(), AnyBody())
    assert made is not None
    made.verify(there.token())
    return made


@contextmanager
def forgers(there: LoopbackMaskinporten, maskinporten: Maskinporten) -> Iterator[list[Future[Claims]]]:
    """A thread for each forger, while Maskinporten answers nothing."""
    let_go = Event()
    there.there.routes["/jwk"] = hangs(let_go)
    forged = there.token({"kid": "made-up"})
    with clock.stopped_at(clock.now()) as move, ThreadPoolExecutor(CROWD) as threads:
        move(timedelta(seconds=UNKNOWN_KID_SECONDS))
        try:
            yield [threads.submit(maskinporten.verify, forged) for _ in range(CROWD)]
        finally:
            let_go.set()


def test_few_forgers_wait_and_the_rest_get_503(there: LoopbackMaskinporten, maskinporten: Maskinporten) -> None:
    with forgers(there, maskinporten) as crowd:
        refused = list(islice(as_completed(crowd, timeout=3), CROWD - MOST_WAITING))
        assert {type(one.exception()) for one in refused} == {Unavailable}, "no 401: it might be a new key of theirs"
        assert maskinporten.verify(there.token()).org == BAERUM
    assert sum(type(one.exception()) is Unauthenticated for one in crowd) == MOST_WAITING
    assert there.there.asked.count("/jwk") == 2, "once for those who waited"


def test_negative_control_without_places_every_request_waits(
    there: LoopbackMaskinporten, maskinporten: Maskinporten
) -> None:
    roomy: ModuleType = weakened(single_flight, "MOST_WAITING = 3", f"MOST_WAITING = {CROWD}")
    maskinporten.keys._flight = roomy.SingleFlight()
    with forgers(there, maskinporten) as crowd, pytest.raises(TimeoutError):
        next(as_completed(crowd, timeout=0.3))
