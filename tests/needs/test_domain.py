"""The rules of needs, without anything around them."""

from datetime import date

import pytest

from services.kit.errors import WrongState
from services.needs.domain import LIFE, Lengths, State, due, start_passed

LEGAL = {
    ("publish", "draft"): "open",
    ("close", "draft"): "closed",
    ("edit", "draft"): "draft",
    ("hold", "open"): "on_hold",
    ("fill", "open"): "filled",
    ("close", "open"): "closed",
    ("edit", "open"): "open",
    ("resume", "on_hold"): "open",
    ("close", "on_hold"): "closed",
    ("edit", "on_hold"): "on_hold",
    ("reopen", "filled"): "open",
    ("fill", "lapsed"): "filled",
    ("reopen", "lapsed"): "open",
    ("lapse", "open"): "lapsed",
    ("lapse", "on_hold"): "lapsed",
    ("close", "lapsed"): "closed",
    ("edit", "lapsed"): "lapsed",
    ("close", "filled"): "closed",
    ("edit", "filled"): "filled",
}
VERBS = ["publish", "hold", "resume", "fill", "reopen", "lapse", "close", "edit"]


class TestLife:
    @pytest.mark.parametrize("state", list(State))
    @pytest.mark.parametrize("verb", VERBS)
    def test_has_exactly_the_transitions_of_the_scheme(self, verb: str, state: State) -> None:
        if (verb, state) in LEGAL:
            assert LIFE.step(state, verb) == LEGAL[verb, state]
        else:
            with pytest.raises(WrongState):
                LIFE.step(state, verb)

    def test_has_no_other_verb(self) -> None:
        assert {verb for verb, _ in LIFE.transitions} == set(VERBS)

    def test_a_closed_need_stays_closed(self) -> None:
        assert LIFE.legal(State.CLOSED) == []


class TestLegalForPeople:
    def test_leaves_out_what_happens_by_itself(self) -> None:
        assert LIFE.legal(State.OPEN) == ["close", "edit", "hold"]
        assert LIFE.legal(State.FILLED) == ["close", "edit"]


class TestDue:
    @pytest.mark.parametrize(
        ("state", "filled", "places", "verb"),
        [
            (State.OPEN, 0, 1, None),
            (State.OPEN, 1, 2, None),
            (State.OPEN, 2, 2, "fill"),
            (State.OPEN, 3, 2, "fill"),
            (State.FILLED, 2, 2, None),
            (State.FILLED, 1, 2, "reopen"),
            (State.ON_HOLD, 1, 1, None),
            (State.CLOSED, 0, 1, None),
            (State.CLOSED, 1, 1, None),
            (State.DRAFT, 0, 1, None),
            (State.LAPSED, 1, 1, "fill"),
            (State.LAPSED, 0, 1, "reopen"),
        ],
    )
    def test_follows_the_count(self, state: State, filled: int, places: int, verb: str | None) -> None:
        assert due(state, filled=filled, places=places) == verb

    @pytest.mark.parametrize(
        ("state", "filled", "verb"),
        [
            (State.OPEN, 0, "lapse"),
            (State.OPEN, 1, "fill"),
            (State.LAPSED, 0, None),
            (State.LAPSED, 1, "fill"),
            (State.FILLED, 0, "reopen"),
            (State.FILLED, 1, None),
            (State.ON_HOLD, 0, None),
            (State.DRAFT, 0, None),
        ],
    )
    def test_follows_the_calendar(self, state: State, filled: int, verb: str | None) -> None:
        assert due(state, filled=filled, places=1, late=True) == verb


class TestLengths:
    def test_allow_their_own_ends(self) -> None:
        lengths = Lengths(min_months=2, max_months=3)
        assert [months for months in range(1, 13) if lengths.allow(months)] == [2, 3]


class TestStartPassed:
    def test_not_on_the_last_day(self) -> None:
        last = date(2026, 3, 1)
        assert not start_passed(last, on=last)
        assert start_passed(last, on=date(2026, 3, 2))
