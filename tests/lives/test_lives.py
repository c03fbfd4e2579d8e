"""Every open state has a way on for each party and an end by the clock, and whoever it concerns is notified (I28)."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from services.kit.state_machine import StateMachine
from tests.contracts.catalogue import catalogue
from tests.lives.catalogue import LIVES, PLACEMENT_LIFE
from tests.lives.life import Life
from tests.lives.page import PAGE, page

Rule = Callable[[Life], list[str]]
SERVICE_OF = {
    "expert": "pool",
    "need": "needs",
    "candidacy": "placements",
    "placement": "placements",
    "amendment": "placements",
    "plan": "matching",
    "delegation": "auth",
}
# what changes nothing for the others: they are notified of what follows from it
SILENT = {
    ("expert", "pause"),
    ("expert", "resume"),
    ("expert", "edit"),
    ("need", "hold"),
    ("need", "resume"),
    ("need", "edit"),
    ("need", "lapse"),
    ("plan", "start"),
    ("plan", "cancel"),
    ("delegation", "accept"),
    ("delegation", "withdraw"),
    ("delegation", "expire"),
}


def dead_ends(life: Life) -> list[str]:
    """The parties who can do nothing in an open state where nobody is waited for."""
    return [
        f"{life.name} {state}: {party}"
        for state in life.open_states
        for party in life.parties
        if not life.legal(state, party) and not life.waits_for.get(state)
    ]


def without_end(life: Life) -> list[str]:
    """The open states that the clock does not end."""
    return [f"{life.name} {state}" for state in life.open_states if not _ends(life, state)]


def _ends(life: Life, state: str) -> bool:
    exit_ = life.exits.get(state)
    return exit_ is not None and (exit_.verb in dict(life.transitions_from(state)))


def without_user(life: Life) -> list[str]:
    """The verbs that nobody can use, and that neither the clock nor anything else brings about."""
    used = {verb for state in life.states for party in life.parties for verb in life.legal(state, party)}
    used |= {exit_.verb for exit_ in life.exits.values()} | life.follows.keys()
    return [f"{life.name} {verb}" for verb in life.verbs if verb not in used]


def without_route(life: Life) -> list[str]:
    """The verbs that a party is told it may use, and no route takes."""
    named = {verb for state in life.states for party in life.parties for verb in life.legal(state, party)}
    return [f"{life.name} {verb}" for verb in sorted(named) if not life.routes.get(verb)]


def unheard_endings(life: Life) -> list[str]:
    """The parties who are not notified when the last state is reached by somebody else, or by the clock."""
    return [
        f"{life.name} {verb}: {party}"
        for state in life.open_states
        for verb, to in life.transitions_from(state)
        if to not in life.open_states and (life.name, verb) not in SILENT
        for party in life.parties
        if party not in life.notified_of(verb) and life.users_of(verb, state) != [party]
    ]


def waits_in_vain(life: Life) -> list[str]:
    """The parties that an open state waits for, who may do nothing in it."""
    return [
        f"{life.name} {state}: {party}"
        for state in life.open_states
        for party in life.waits_for.get(state, ())
        if party in life.parties and not life.legal(state, party)
    ]


RULES: tuple[Rule, ...] = (dead_ends, waits_in_vain, without_end, without_user, without_route, unheard_endings)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_life_breaks_a_rule(rule: Rule) -> None:
    assert [broken for life in LIVES for broken in rule(life)] == []


class TestWithoutTheGuard:
    """Each rule notices what it is for, in a placement that lacks it."""

    def test_a_state_that_waits_for_nobody(self) -> None:
        life = replace(PLACEMENT_LIFE, waits_for={}, legal=lambda state, party: set())
        assert "placement active: employee" in dead_ends(life)

    def test_a_party_that_is_waited_for_and_may_do_nothing(self) -> None:
        life = replace(PLACEMENT_LIFE, waits_for={"active": ("home",)}, legal=lambda state, party: set())
        assert waits_in_vain(life) == ["placement active: home"]

    def test_a_state_that_lasts_for_ever(self) -> None:
        assert without_end(replace(PLACEMENT_LIFE, exits={})) == [
            "placement proposed",
            "placement agreed",
            "placement active",
        ]

    def test_a_verb_without_anybody(self) -> None:
        table = {**PLACEMENT_LIFE.machine.transitions, ("reopen", "active"): "agreed"}
        assert without_user(replace(PLACEMENT_LIFE, machine=StateMachine(table))) == ["placement reopen"]

    def test_a_verb_without_a_route(self) -> None:
        routes = {verb: route for verb, route in PLACEMENT_LIFE.routes.items() if verb != "settle"}
        assert without_route(replace(PLACEMENT_LIFE, routes=routes)) == ["placement settle"]

    def test_an_ending_that_nobody_hears_of(self) -> None:
        life = replace(PLACEMENT_LIFE, events={**PLACEMENT_LIFE.events, "expire": None})
        assert unheard_endings(life) == [f"placement expire: {party}" for party in ("employee", "home", "host")]


def test_every_event_is_in_the_catalogue() -> None:
    emitted = {event.type for service in set(SERVICE_OF.values()) for event in catalogue(service)}
    assert [event for life in LIVES for event in life.events.values() if event and event not in emitted] == []


def test_each_verb_says_what_it_emits() -> None:
    assert [f"{life.name} {verb}" for life in LIVES for verb in life.verbs if verb not in life.events] == []


def test_the_page_is_current() -> None:
    """`python -m tests.lives.page --write` writes it anew."""
    assert PAGE.read_text(encoding="utf-8") == page()
