"""State machines as tables: (verb, from) → to."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from services.kit.errors import WrongState

S = TypeVar("S", bound=StrEnum)


class StateMachine(Generic[S]):
    """The legal transitions of one kind of thing."""

    def __init__(self, transitions: Mapping[tuple[str, S], S], *, by_itself: Collection[str] = ()) -> None:
        """`by_itself` are the verbs of the clock and of other services' events: nobody can request them."""
        self.transitions = dict(transitions)
        self._by_itself = frozenset(by_itself)

    def step(self, state: S, verb: str) -> S:
        """The state after `verb`. Raises WrongState, naming the verbs that are legal now."""
        try:
            return self.transitions[verb, state]
        except KeyError:
            raise WrongState(legal=self.legal(state)) from None

    def legal(self, state: S) -> list[str]:
        """The verbs that can be requested in `state`, in alphabetical order."""
        return sorted(verb for verb, source in self.transitions if source == state and verb not in self._by_itself)
