"""Only legal steps are taken, and every legal one can be (I7): a stay over HTTP, against its model.

The walk brings a stay into each of its situations and tries there whatever is refused; the machine takes steps at
random. Both compare what every actor is shown with the model, and what was told with the moves that were made.
"""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from services.kit.data.database import Database
from services.kit.state_machine import StateMachine
from services.placements.amendments.domain import AMENDMENT
from services.placements.placements.domain import PLACEMENT, PlacementState
from services.placements.proposals.domain import TERMS_PROPOSAL
from tests.placements.steps.scene import AHEAD, Scene, Seen
from tests.support.api import Api
from tests.support.counts import FULL, Measured, count

WALKS, STEPS_EACH = count(500), 20 if FULL else 10
MACHINES: dict[str, StateMachine[Any]] = {"placement": PLACEMENT, "amendment": AMENDMENT, "proposal": TERMS_PROPOSAL}
Step = tuple[str, str] | int | str  # an actor's, so many days, or "doubt"

TO_AGREED: list[Step] = [("home", "approve"), ("host", "approve")]
TO_ACTIVE: list[Step] = [*TO_AGREED, AHEAD]
TO_EXTENSION: list[Step] = [*TO_ACTIVE, ("host", "extension")]
LIVES: dict[str, Sequence[Step]] = {
    "rejected": [("home", "reject")],
    "cancelled before it is agreed": [("employee", "cancel")],
    "expired": [("employee", "propose_terms"), 14],
    "terms adopted": [
        ("home", "approve"), ("employee", "propose_terms"), ("requester", "proposal adopt"), *TO_AGREED,
    ],
    "terms declined, withdrawn, edited away": [
        ("employee", "propose_terms"), ("home", "proposal decline"), ("employee", "propose_terms"),
        ("employee", "proposal withdraw"), ("employee", "propose_terms"), ("host", "edit"), ("employee", "approve"),
    ],
    "agreed, amended, cancelled": [
        *TO_AGREED, ("home", "dates"), ("colleague", "amendment approve"), ("employee", "amendment approve"),
        ("requester", "content"), ("employee", "cancel"),
    ],
    "a doubt settled, and another called off": [*TO_AGREED, "doubt", ("host", "settle"), "doubt", AHEAD],
    "a doubt settled while it lasts": [*TO_ACTIVE, "doubt", ("home", "settle")],
    "begun while other days are asked for": [*TO_AGREED, AHEAD - 1, ("employee", "dates"), 1],
    "extended, completed": [*TO_EXTENSION, ("home", "amendment approve"), ("employee", "amendment approve"), 40, 40],
    "amendments rejected, withdrawn, expired": [
        *TO_EXTENSION, ("employee", "amendment reject"), ("home", "content"), ("home", "amendment withdraw"),
        ("requester", "dates"), 14, 1,
    ],
    "recalled": [*TO_EXTENSION, ("home", "recall"), 15],
    "returned early": [*TO_ACTIVE, ("employee", "early_return"), ("employee", "content"), 15],
    "returned sooner": [
        *TO_ACTIVE, ("employee", "sooner"), ("home", "amendment approve"), ("host", "amendment approve"), 1,
    ],
    "nobody came": [*TO_EXTENSION, ("host", "no_show")],
    "near its end": [*TO_ACTIVE, 30, 20, 8],
}  # fmt: skip


def take(scene: Scene, step: Step) -> None:
    if isinstance(step, tuple):
        assert scene.refusal(*step) is None, (step, scene.stay)
        scene.take(*step)
    elif isinstance(step, int):
        scene.pass_days(step)
    else:
        scene.doubt()


def test_each_situation_has_its_steps_and_no_others(api: Api, database: Database, measured: Measured) -> None:
    moves, tried, told = set[tuple[str, str, str]](), 0, 0
    seen: Seen = set()
    for life in LIVES.values():
        scene = Scene(api, database)
        for step in life:
            take(scene, step)
            scene.assert_shown()
        scene.take_each_refused(seen)
        told += scene.assert_told()
        moves |= scene.stay.moves
        tried += scene.tried
    wanted = {(name, verb, str(state)) for name, machine in MACHINES.items() for verb, state in machine.transitions}
    assert moves == wanted
    measured(f"I7: {len(moves)} transitions, {tried:,} steps and refusals, {told} events, 0 otherwise than the model")


class Steps(RuleBasedStateMachine):
    """Anybody does anything, and the days go by."""

    def __init__(self, api: Api, database: Database, taken: list[int]) -> None:
        super().__init__()
        self.scene, self.taken = Scene(api, database), taken

    @rule(number=st.integers(0, 10_000))
    def do_what_is_legal(self, number: int) -> None:
        legal = self.scene.legal()
        if legal:
            self.scene.take(*legal[number % len(legal)])

    @rule(number=st.integers(0, 10_000))
    def do_anything(self, number: int) -> None:
        possible = self.scene.possible()
        self.scene.take(*possible[number % len(possible)])

    @rule(number=st.sampled_from([1, 7, 13, AHEAD]))
    def let_days_pass(self, number: int) -> None:
        self.scene.pass_days(number)

    @precondition(lambda self: self.scene.stay.state in {"agreed", "active"} and not self.scene.stay.doubt)
    @rule()
    def leave_the_home_agency(self) -> None:
        self.scene.doubt()

    @invariant()
    def everybody_is_shown_what_the_model_says(self) -> None:
        self.scene.assert_shown()

    def teardown(self) -> None:
        self.taken.append(self.scene.tried)
        self.scene.assert_told()


def test_steps_at_random_end_as_the_model_does(api: Api, database: Database, measured: Measured) -> None:
    taken = list[int]()

    class Here(Steps):
        def __init__(self) -> None:
            super().__init__(api, database, taken)

    often = settings(
        max_examples=WALKS, stateful_step_count=STEPS_EACH, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(Here, settings=often)
    measured(f"I7: {len(taken):,} stays of {sum(taken):,} steps at random, 0 otherwise than the model")


def test_negative_control_a_step_that_is_let_through_is_noticed(
    api: Api, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that lets a stay be called off when it has begun."""
    monkeypatch.setitem(PLACEMENT.transitions, ("cancel", PlacementState.ACTIVE), PlacementState.CANCELLED)
    scene = Scene(api, database)
    for step in TO_ACTIVE:
        take(scene, step)
    with pytest.raises(AssertionError):
        scene.take_each_refused(set())
    with pytest.raises(AssertionError):
        scene.assert_shown()
