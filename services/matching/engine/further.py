"""The experts who belong to bodies beside their home agency."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from services.matching.fit.states import ExpertState

NOWHERE = frozenset[str]()


@dataclass(frozen=True, kw_only=True)
class Further:
    """The experts who belong to bodies beside their home agency, by id: few, so no column is read for them."""

    bodies: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def by_body(self) -> Mapping[str, Sequence[str]]:
        """The ids of the experts of each such body."""
        found = defaultdict[str, list[str]](list)
        for key, bodies in self.bodies.items():
            for body in bodies:
                found[body].append(key)
        return found

    def changed(self, states: Mapping[str, ExpertState | None]) -> "Further":
        """With these experts put in, or removed. The same object where nothing changed."""
        now = {key: state.further_bodies if state else NOWHERE for key, state in states.items()}
        different = {key: bodies for key, bodies in now.items() if self.bodies.get(key, NOWHERE) != bodies}
        if not different:
            return self
        return Further(bodies={key: bodies for key, bodies in {**self.bodies, **different}.items() if bodies})


NO_FURTHER = Further()
