"""The index against a plain dictionary that replays the same feed."""

import itertools
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit import clock
from services.matching.engine.errors import IndexEmpty
from services.matching.engine.index import Index, Mirror, number_of
from services.matching.fit.states import ExpertState
from tests.matching.scenes.states import State, an_expert, an_id, expert_json, need_json

changes = st.lists(
    st.tuples(st.integers(min_value=1, max_value=8), st.one_of(st.none(), st.integers(min_value=20, max_value=100)))
)


def a_mirror() -> Mirror[ExpertState]:
    return Mirror("pool", ExpertState.of)


def page_of(listed: list[tuple[int, int | None]]) -> list[tuple[str, State | None]]:
    return [(an_id(n), None if share is None else expert_json(n, percentage=share)) for n, share in listed]


class TestMirror:
    @given(listed=changes, cuts=st.sets(st.integers(min_value=0, max_value=30)))
    def test_equals_a_plain_replay_however_the_feed_is_cut(
        self, listed: list[tuple[int, int | None]], cuts: set[int]
    ) -> None:
        replayed: dict[str, ExpertState] = {}
        for key, state in page_of(listed):
            replayed.pop(key, None)
            if state is not None:
                replayed[key] = ExpertState.of(state)
        mirror, edges = a_mirror(), sorted({0, len(listed), *(cut for cut in cuts if cut < len(listed))})
        for start, end in itertools.pairwise(edges):
            mirror.apply(page_of(listed[start:end]), position=f"a.{end}", head=len(listed))
        assert mirror.view.states == replayed
        assert mirror.view.complete == bool(listed)

    def test_removes_at_a_tombstone_and_ignores_an_unknown_one(self) -> None:
        mirror = a_mirror()
        mirror.apply([(an_id(1), expert_json(1))], position="a.1", head=1)
        mirror.apply([(an_id(1), None), (an_id(2), None)], position="a.3", head=3)
        assert mirror.view.states == {}

    def test_takes_a_page_twice_without_harm(self) -> None:
        mirror = a_mirror()
        for _ in range(2):
            mirror.apply([(an_id(1), expert_json(1))], position="a.1", head=1)
        assert mirror.view.states == {an_id(1): an_expert(1)}

    def test_leaves_a_view_that_was_taken_as_it_was(self) -> None:
        mirror = a_mirror()
        before = mirror.view
        mirror.apply([(an_id(1), expert_json(1))], position="a.1", head=1)
        assert before.states == {}

    def test_is_complete_at_the_head_and_stays_so(self) -> None:
        mirror = a_mirror()
        mirror.apply([(an_id(1), expert_json(1))], position="a.1", head=2)
        assert (mirror.view.complete, mirror.view.lag) == (False, 1)
        mirror.apply([], position="a.2", head=2)
        mirror.apply([], position="a.2", head=9)
        assert (mirror.view.complete, mirror.view.lag) == (True, 7)

    def test_of_an_empty_feed_is_complete(self) -> None:
        mirror = a_mirror()
        mirror.apply([], position="a.0", head=0)
        assert mirror.view.complete

    @pytest.mark.parametrize(
        "broken",
        [
            {},
            expert_json(1, fields=[{"field": "service-design", "level": 4}]),
            expert_json(1, windows=[{"start": "soon", "end": "later"}]),
            expert_json(1, windows=["2027"]),
            expert_json(1, clearance="cosmic"),
            expert_json(1, id="not-a-uuid"),
            expert_json(1, skills=None),
        ],
    )
    def test_drops_a_state_it_cannot_read_and_says_so(self, broken: dict[str, Any]) -> None:
        mirror = a_mirror()
        mirror.apply([(an_id(1), expert_json(1))], position="a.1", head=1)
        assert mirror.apply([(an_id(1), broken), (an_id(2), expert_json(2))], position="a.3", head=3) == 1
        assert list(mirror.view.states) == [an_id(2)]

    def test_loses_no_page_to_a_second_writer(self) -> None:
        mirror = a_mirror()

        def write(first: int) -> None:
            for n in range(first, first + 50):
                mirror.apply([(an_id(n), expert_json(n))], position=f"a.{n}", head=n)

        threads = [Thread(target=write, args=(first,)) for first in (1, 51, 101)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(mirror.view.states) == 150


class TestIndex:
    def test_refuses_until_both_feeds_were_followed(self) -> None:
        index = Index()
        with pytest.raises(IndexEmpty) as refusal:
            index.snapshot()
        assert refusal.value.facts == {"waits_for": ["pool", "needs"]}
        index.experts.apply([], position="a.0", head=0)
        with pytest.raises(IndexEmpty) as refusal:
            index.snapshot()
        assert refusal.value.facts == {"waits_for": ["needs"]}
        assert not index.complete
        index.needs.apply([], position="b.0", head=0)
        assert index.snapshot().positions == {"experts": "a.0", "needs": "b.0"}
        assert index.complete

    def test_refuses_again_after_a_feed_began_anew(self) -> None:
        index = Index()
        index.experts.apply([(an_id(1), expert_json(1))], position="a.1", head=1)
        index.needs.apply([(an_id(2), need_json(2))], position="b.1", head=1)
        index.experts.reset()
        with pytest.raises(IndexEmpty):
            index.snapshot()

    def test_says_when_the_more_silent_feed_was_heard_of(self) -> None:
        index, noon = Index(), datetime(2027, 1, 15, 12, tzinfo=UTC)
        with clock.stopped_at(noon) as move:
            index.needs.apply([], position="b.0", head=0)
            move(timedelta(minutes=5))
            index.experts.apply([], position="a.0", head=0)
        assert index.snapshot().heard_at == noon


class TestNumberOf:
    def test_is_what_stands_after_the_epoch(self) -> None:
        assert number_of("3f9a.17") == 17

    def test_is_nought_at_the_beginning(self) -> None:
        assert number_of("") == 0
