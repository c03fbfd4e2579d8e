"""Keeps the latest state of every expert and need in memory, and says how far it has come.

Each feed has one writer, which replaces a view as a whole: readers take one and need no lock.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any, Generic, TypeVar

from services.kit import clock
from services.matching.domain import ExpertState, NeedState
from services.matching.errors import IndexEmpty

S = TypeVar("S")


@dataclass(frozen=True, kw_only=True)
class View(Generic[S]):
    """One feed's states at a position. `complete` once its head was reached, whatever came since."""

    states: Mapping[str, S] = field(default_factory=dict)
    position: str = ""
    head: int = 0
    complete: bool = False
    heard_at: datetime | None = None

    @property
    def lag(self) -> int:
        """How many positions were left to follow at the last contact."""
        return self.head - number_of(self.position)


class Mirror(Generic[S]):
    """What one state feed says, followed from its beginning."""

    def __init__(self, source: str, parse: Callable[[Mapping[str, Any]], S]) -> None:
        self.source = source
        self.view: View[S] = View()
        self._parse = parse
        self._lock = Lock()

    def apply(self, items: Iterable[tuple[str, Mapping[str, Any] | None]], *, position: str, head: int) -> int:
        """Take a page of the feed. Returns how many of its states could not be read; those count as gone."""
        read = [(key, self._read(state), state is not None) for key, state in items]
        with self._lock:
            states = dict(self.view.states)
            for key, state, _ in read:
                if state is None:
                    states.pop(key, None)
                else:
                    states[key] = state
            complete = self.view.complete or number_of(position) >= head
            self.view = View(states=states, position=position, head=head, complete=complete, heard_at=clock.now())
        return sum(state is None and sent for _, state, sent in read)

    def reset(self) -> None:
        """Forget everything: the feed has started anew."""
        with self._lock:
            self.view = View()

    def _read(self, state: Mapping[str, Any] | None) -> S | None:
        if state is None:
            return None
        try:
            return self._parse(state)
        except (KeyError, TypeError, ValueError, AttributeError):  # another version's: no reason to stop following
            return None


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """Both feeds at one moment; everything an answer is made of comes from one of these."""

    experts: View[ExpertState]
    needs: View[NeedState]

    @property
    def positions(self) -> dict[str, str]:
        return {"experts": self.experts.position, "needs": self.needs.position}

    @property
    def heard_at(self) -> datetime:
        """When the feed that was silent longest was last heard of."""
        return min(view.heard_at for view in (self.experts, self.needs) if view.heard_at is not None)


class Index:
    """The experts and the needs."""

    def __init__(self) -> None:
        self.experts = Mirror("pool", ExpertState.of)
        self.needs = Mirror("needs", NeedState.of)

    @property
    def complete(self) -> bool:
        return self.experts.view.complete and self.needs.view.complete

    def snapshot(self) -> Snapshot:
        """Raises IndexEmpty while a feed has never been followed to its head."""
        snapshot = Snapshot(experts=self.experts.view, needs=self.needs.view)
        reached = {self.experts.source: snapshot.experts.complete, self.needs.source: snapshot.needs.complete}
        if not all(reached.values()):
            raise IndexEmpty(waits_for=[source for source, complete in reached.items() if not complete])
        return snapshot


def number_of(position: str) -> int:
    """The number in a position `<epoch>.<n>`; 0 at the beginning. Raises ValueError for anything else."""
    return int(position.rpartition(".")[2]) if position else 0
