"""The experts' mirror, while one thread merges and others read."""

from threading import Event, Thread

import pytest

from services.matching.engine.index import ExpertMirror
from services.matching.engine.ranking import best_experts
from services.matching.fit.states import ExpertState
from tests.matching.scenes.states import TODAY, a_need, an_id, expert_json
from vocabulary import load


class TestExpertMirror:
    def test_shows_readers_one_moment_while_changes_are_applied(self) -> None:
        mirror, done, wrong = ExpertMirror(), Event(), list[str]()

        def read() -> None:
            while not done.is_set():
                view = mirror.view
                ranking = best_experts(a_need(), view.states, limit=3, on=TODAY, vocabulary=load())
                if ranking.considered != len(view.states):
                    wrong.append(view.position)

        reader = Thread(target=read)
        reader.start()
        for page in range(12):
            numbers = range(page * 250 + 1, page * 250 + 251)
            items = [(an_id(n), expert_json(n)) for n in numbers] + [(an_id(page * 250 + 7), None)]
            mirror.apply(items, position=f"a.{page + 1}", head=12)
        mirror.join()
        done.set()
        reader.join()
        gone = {page * 250 + 7 for page in range(12)}
        assert not wrong
        assert mirror.experts.base is not None
        assert mirror.view.states == {an_id(n): ExpertState.of(expert_json(n)) for n in range(1, 3001) if n not in gone}

    @pytest.mark.parametrize(("position", "head"), [("a.1", 9), ("a.3", 1)])
    def test_notices_a_feed_that_goes_backwards(self, position: str, head: int) -> None:
        mirror = ExpertMirror()
        mirror.apply([], position="a.2", head=2)
        assert mirror.goes_backwards(position, head)
        assert not mirror.goes_backwards("a.2", 2)
