"""A life: a state machine, with whose verbs its transitions are, when the clock ends a state, and who is notified."""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from services.kit.state_machine import StateMachine
from services.notify.events.domain import Recipient
from services.notify.reactions.domain import RULES

READS = {  # the party that a recipient stands for
    Recipient.HOME_COORDINATORS: "home",
    Recipient.HOST_COORDINATORS: "host",
    Recipient.HOST_REQUESTERS: "host",
}


@dataclass(frozen=True, kw_only=True)
class Exit:
    """How the clock ends a state: by which verb, and when."""

    verb: str
    when: str


@dataclass(frozen=True, kw_only=True)
class Life:
    """One kind of thing. Verbs that nobody can request are the clock's, or follow from another event.

    `legal`: the verbs that a party may use in a state.
    `waits_for`: whose move it is in a state; a word where it is nobody's.
    `routes`: the operation that each requested verb is; None where another operation brings it about.
    `events`: the event that a verb emits, or None; by the state before it where that makes a difference.
    """

    name: str
    machine: StateMachine[Any]
    first: tuple[str, ...]
    parties: tuple[str, ...]
    legal: Callable[[str, str], Set[str]]
    waits_for: Mapping[str, tuple[str, ...]]
    exits: Mapping[str, Exit]
    routes: Mapping[str, str | None]
    events: Mapping[str, str | None]
    follows: Mapping[str, str] = field(default_factory=dict)  # verbs that follow from something, and what that is
    also: Mapping[str, str] = field(default_factory=dict)  # verbs of which another event says the same to others

    @property
    def states(self) -> list[str]:
        """All states, the first ones first, in the order in which transitions lead to them."""
        found = list(self.first)
        for state in found:
            found += {to: None for _, to in self.transitions_from(state) if to not in found}
        return found

    @property
    def open_states(self) -> list[str]:
        """The states that something leads out of."""
        return [state for state in self.states if any(to != state for _, to in self.transitions_from(state))]

    @property
    def verbs(self) -> list[str]:
        return list(dict.fromkeys(verb for verb, _ in self.machine.transitions))

    def transitions_from(self, state: str) -> Iterator[tuple[str, str]]:
        return ((verb, str(to)) for (verb, source), to in self.machine.transitions.items() if str(source) == state)

    def users_of(self, verb: str, state: str) -> list[str]:
        """The parties who may use a verb in a state."""
        return [party for party in self.parties if verb in self.legal(state, party)]

    def notified_of(self, verb: str) -> Set[str]:
        """The parties who are notified when a verb is used."""
        events = [self.events[verb], self.also.get(verb)]
        return {party for event in events if event is not None for party in _notified_by(event)}


def _notified_by(event: str) -> Set[str]:
    """Whom notify's rule of an event notifies. The `person` of a need or a plan is the one who posted it."""
    person = "host" if event.startswith(("need.", "plan.")) else "employee"
    notices = RULES[event].notifies if event in RULES else ()
    return {person if to is Recipient.PERSON else READS.get(to, str(to)) for notice in notices for to in notice.to}
