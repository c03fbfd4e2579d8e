"""The deadline holds for looking up a name too. A name server that hangs holds up its own names only."""

import multiprocessing
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from threading import enumerate as threads_now
from typing import Any

import pytest

from services.kit import clock
from services.kit.calls import deadline, external_json
from services.kit.calls.external_json import NoAnswer, get_json
from services.kit.calls.single_flight import MOST_WAITING
from tests.support.strangers import Stranger, as_json, stranger
from tests.support.weakened import weakened

HANGS, WELL, UNKNOWN = "hangs.example", "well.example", "unknown.example"
SLOW_SECONDS = 0.8  # how long a name server hangs that then answers


@dataclass
class NameServer:
    """Knows two names, and answers for one of them only when let go."""

    let_go: Event = field(default_factory=Event)
    slow: float = 30
    asked: list[str] = field(default_factory=list)

    def getaddrinfo(self, host: bytes | str, port: int, *_: object, **__: object) -> list[Any]:
        name = host.decode() if isinstance(host, bytes) else host
        self.asked.append(name)
        if name == HANGS:
            self.let_go.wait(self.slow)
        if name == UNKNOWN:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Iterator[NameServer]:
    names = NameServer()
    monkeypatch.setattr(socket, "getaddrinfo", names.getaddrinfo)
    yield names
    names.let_go.set()


@pytest.fixture
def there() -> Iterator[Stranger]:
    with stranger() as there:
        there.routes["/"] = as_json({"a": 1})
        yield there


def at(name: str, there: Stranger) -> str:
    return f"{there.address.replace('127.0.0.1', name)}/"


@pytest.mark.usefixtures("names")
def test_a_caller_that_waits_for_a_name_gets_an_error_in_time(there: Stranger) -> None:
    began = clock.monotonic()
    with pytest.raises(NoAnswer, match="too_slow"):
        get_json(at(HANGS, there), seconds=0.2)
    assert clock.monotonic() - began < 5


def test_negative_control_a_loop_for_each_waits_for_its_look_up(names: NameServer, there: Stranger) -> None:
    names.slow, began = SLOW_SECONDS, clock.monotonic()
    own_loop = "def within(seconds, exchange):\n    return asyncio.run(asyncio.wait_for(exchange, seconds))\n"
    waiting = weakened(external_json, "from services.kit.calls.deadline import within\n", "import asyncio\n" + own_loop)
    with pytest.raises(waiting.NoAnswer, match="too_slow"):
        waiting.get_json(at(HANGS, there), seconds=0.2)
    assert clock.monotonic() - began > SLOW_SECONDS


def test_an_unknown_name_is_an_error(names: NameServer, there: Stranger) -> None:
    with pytest.raises(NoAnswer, match="ConnectError"):
        get_json(at(UNKNOWN, there))
    assert names.asked == [UNKNOWN]


class TestANameServerThatHangs:
    def test_holds_one_thread_however_often_it_is_asked(self, names: NameServer, there: Stranger) -> None:
        give_up_on(at(HANGS, there), times=5)
        assert names.asked == [HANGS]

    def test_holds_up_no_other_name(self, names: NameServer, there: Stranger) -> None:
        give_up_on(at(HANGS, there), times=5)
        assert get_json(at(WELL, there)) == {"a": 1}

    def test_is_waited_for_by_who_comes_while_it_hangs(self, names: NameServer, there: Stranger) -> None:
        give_up_on(at(HANGS, there), times=1)
        with ThreadPoolExecutor(1) as threads:
            asked = threads.submit(get_json, at(HANGS, there))
            names.let_go.set()
            assert asked.result(10) == {"a": 1}

    def test_is_asked_anew_afterwards(self, names: NameServer, there: Stranger) -> None:
        give_up_on(at(HANGS, there), times=1)
        names.let_go.set()
        for _ in range(2):
            assert get_json(at(HANGS, there)) == {"a": 1}
        assert names.asked.count(HANGS) in {2, 3}, "the second may still have met the first look-up"

    def test_negative_control_in_the_loops_own_threads_it_holds_up_all(
        self, names: NameServer, there: Stranger
    ) -> None:
        plain = weakened(deadline, "async def getaddrinfo", "async def _not_used")
        plain._loop().set_default_executor(ThreadPoolExecutor(2))
        asking = weakened(external_json, "from services.kit.calls.deadline import within\n", "")
        vars(asking).update(within=plain.within)
        while names.asked.count(HANGS) < 2:
            with pytest.raises(asking.NoAnswer, match="too_slow"):
                asking.get_json(at(HANGS, there), seconds=0.1)
        with pytest.raises(asking.NoAnswer, match="too_slow"):
            asking.get_json(at(WELL, there), seconds=0.3)


def running(name: str) -> int:
    return sum(thread.name == name for thread in threads_now())


def give_up_on(address: str, *, times: int) -> None:
    for _ in range(times):
        with pytest.raises(NoAnswer, match="too_slow"):
            get_json(address, seconds=0.1)


class TestTheThread:
    def test_is_one_for_all(self, there: Stranger) -> None:
        get_json(there.address + "/")
        before = running("exchanges")
        with ThreadPoolExecutor(MOST_WAITING) as threads:
            list(threads.map(get_json, [there.address + "/"] * 2 * MOST_WAITING))
        assert running("exchanges") == before

    def test_is_another_in_a_forked_process(self, there: Stranger) -> None:
        get_json(there.address + "/")
        child = multiprocessing.get_context("fork").Process(target=get_json, args=(there.address + "/",))
        child.start()
        child.join(10)
        child.kill()
        assert child.exitcode == 0
