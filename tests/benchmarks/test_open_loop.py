"""The open loop sends what is due, counts from when it was due, and refuses wrong answers."""

import time
from http.server import BaseHTTPRequestHandler

import pytest
import uvloop

from benchmarks.acts import Act, Connections
from benchmarks.load_day import best
from benchmarks.open_loop import Draw, Step, step
from tests.benchmarks.peers import serving

SECONDS, RATE = 0.4, 60.0
STALL_SECONDS = 0.3
BUSY = b'{"type":"/problems/busy"}'


class Peer(BaseHTTPRequestHandler):
    """Answers with the path; at /busy that it is; and once, at first, only after a while."""

    protocol_version = "HTTP/1.1"
    stalls = iter(())

    def do_GET(self) -> None:
        time.sleep(next(self.stalls, 0))
        body = BUSY if self.path == "/busy" else self.path.encode()
        self.send_response(503 if self.path == "/busy" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Log nothing."""


class Repeated:
    """The same act again and again."""

    def __init__(self, act: Act) -> None:
        self._act = act
        self.drawn = self.done = self.refusals = 0

    def draw(self) -> Draw:
        self.drawn += 1
        return Draw(act=self._act)

    def answered(self, _drawn: Draw, _body: str) -> None:
        self.done += 1

    def refused(self, _drawn: Draw) -> None:
        self.refusals += 1


def run(mix: Repeated) -> Step:
    async def whole() -> Step:
        connections = Connections()
        try:
            return await step(mix, connections, rate=RATE, seconds=SECONDS, seed=1)
        finally:
            connections.close()

    return uvloop.run(whole())


class TestStep:
    def test_sends_what_is_due_and_counts_each_answer(self) -> None:
        with serving(Peer) as port:
            mix = Repeated(Act(name="x", port=port, path="/x", about="/x"))
            found = run(mix)
        assert mix.drawn == mix.done == len(found.times_ms) > 5
        assert found.done_per_second == pytest.approx(mix.done / SECONDS, rel=0.5)

    def test_sends_on_while_an_answer_is_late(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Peer, "stalls", iter([STALL_SECONDS]))
        with serving(Peer) as port:
            found = run(Repeated(Act(name="x", port=port, path="/x", about="/x")))
        assert found.times_ms[-1] >= STALL_SECONDS * 1e3
        assert found.p50_ms < STALL_SECONDS * 1e3

    def test_counts_from_when_an_act_was_due_and_not_from_when_it_was_sent(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        slept = iter([STALL_SECONDS])
        draw = Repeated.draw

        def late(mix: Repeated) -> Draw:
            time.sleep(next(slept, 0))
            return draw(mix)

        monkeypatch.setattr(Repeated, "draw", late)
        with serving(Peer) as port:
            found = run(Repeated(Act(name="x", port=port, path="/x", about="/x")))
        late_ones = [millis for millis in found.times_ms if millis > STALL_SECONDS * 1e3 / 3]
        assert len(late_ones) > 3, "those that were due meanwhile are late too"

    def test_counts_refusals_by_reason(self) -> None:
        with serving(Peer) as port:
            mix = Repeated(Act(name="x", port=port, path="/busy", about="/busy"))
            found = run(mix)
        assert found.refused == {"503 busy: x": mix.drawn}
        assert mix.refusals == mix.drawn > 5
        assert found.p99_ms == float("inf"), "nothing was done"

    @pytest.mark.parametrize(
        ("about", "status"), [("/another", 200), ("/x", 201)], ids=["another thing", "another status"]
    )
    def test_fails_for_a_wrong_answer(self, about: str, status: int) -> None:
        with serving(Peer) as port, pytest.raises(ExceptionGroup) as raised:
            run(Repeated(Act(name="x", port=port, path="/x", about=about, status=status)))
        assert "answered 200" in str(raised.value.exceptions[0])


class TestBest:
    def test_is_the_highest_rate_that_was_quick_and_refused_nothing(self) -> None:
        quick, slow = [10.0] * 100, [10.0] * 98 + [300.0] * 2
        rows = [(Step(rate=rate, done_per_second=rate, times_ms=times), 1_000.0) for rate, times in
                ((20.0, quick), (40.0, quick), (80.0, slow))]  # fmt: skip
        rows[1][0].refused["503 busy"] = 1
        assert best(rows) == (20.0, 1_000.0)
        assert best(rows[1:]) == (0.0, 1_000.0)
