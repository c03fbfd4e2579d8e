"""The index: the latest state of every expert and need, in memory, and how far each feed was followed.

Each feed has one writer, which replaces a view as a whole: readers take one and need no lock.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock, Thread
from typing import Any, Generic, TypeVar

import structlog

from services.kit import clock
from services.matching.engine import compilation
from services.matching.engine.errors import IndexEmpty
from services.matching.engine.experts import FEW, Experts
from services.matching.fit.states import ExpertState, NeedState

S = TypeVar("S")
Read = list[tuple[str, S | None, Mapping[str, Any] | None]]

MERGED_AT = 4096  # changes since the last merge; while the feed is first followed, a quarter of the experts

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class View(Generic[S]):
    """The states of one feed at a position. `complete` once the head was reached, whatever came later."""

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
    """The states of one feed, followed from its beginning."""

    def __init__(self, source: str, parse: Callable[[Mapping[str, Any]], S]) -> None:
        self.source = source
        self.view: View[S] = View()
        self._parse = parse
        self._lock = Lock()

    def apply(self, items: Iterable[tuple[str, Mapping[str, Any] | None]], *, position: str, head: int) -> int:
        """Apply a page of the feed. Returns how many of its states could not be read; those are treated as deleted."""
        read = [(key, self._read(state), state) for key, state in items]
        with self._lock:
            complete = self.view.complete or number_of(position) >= head
            states = self._changed(read) if read else self.view.states
            self.view = View(states=states, position=position, head=head, complete=complete, heard_at=clock.now())
        self._applied()
        return sum(state is None and sent is not None for _, state, sent in read)

    def restore(self, states: Mapping[str, S], position: str) -> None:
        """Begin with saved states, before anything is followed."""
        with self._lock:
            self.view = View(states=states, position=position)

    def reset(self) -> None:
        """Forget everything: the feed has started anew."""
        with self._lock:
            self.view = View(states=self._none())

    def goes_backwards(self, position: str, head: int) -> bool:
        """Whether the page, or the whole feed, ends before what was followed. Then the feed has another history."""
        reached = number_of(self.view.position)
        return number_of(position) < reached or head < reached

    def _none(self) -> Mapping[str, S]:
        return {}

    def _changed(self, read: Read[S]) -> Mapping[str, S]:
        """The states with a page put in."""
        states = dict(self.view.states)
        for key, state, _ in read:
            if state is None:
                states.pop(key, None)
            else:
                states[key] = state
        return states

    def _applied(self) -> None:
        """Called without the lock after every page."""

    def _read(self, state: Mapping[str, Any] | None) -> S | None:
        if state is None:
            return None
        try:
            return self._parse(state)
        except (KeyError, TypeError, ValueError, AttributeError):  # written by another version: following goes on
            return None


class ExpertMirror(Mirror[ExpertState]):
    """The experts, in columns from some thousands on.

    A thread of its own merges the columns while others read them and the feed is followed. What arrives meanwhile is
    applied once more when the merge is done.
    """

    def __init__(self) -> None:
        super().__init__("pool", ExpertState.of)
        self.view = View(states=self._none())
        self._meanwhile: Read[ExpertState] | None = None
        self._merge: Thread | None = None

    def merge(self) -> None:
        """Merge now, and compile the loops. Raises RuntimeError where a merge is under way."""
        with self._lock:
            if self._meanwhile is not None:
                raise RuntimeError("a merge is under way")
            before, mine = self.experts, list[Any]()
            self._meanwhile = mine
        try:
            merged = before.merged()
            with self._lock:
                if self._meanwhile is mine:  # otherwise the feed has begun anew
                    self.view = replace(self.view, states=merged.changed(mine))
        finally:
            with self._lock:
                if self._meanwhile is mine:
                    self._meanwhile = None
        compilation.compile_all()

    @property
    def experts(self) -> Experts:
        assert isinstance(self.view.states, Experts)
        return self.view.states

    def reset(self) -> None:
        super().reset()
        with self._lock:
            self._meanwhile = None

    def join(self) -> None:
        """Wait for the merge that is under way."""
        if self._merge is not None:
            self._merge.join()

    def _none(self) -> Experts:
        return Experts.none()

    def _changed(self, read: Read[ExpertState]) -> Experts:
        if self._meanwhile is not None:
            self._meanwhile += read
        return self.experts.changed(read)

    def _applied(self) -> None:
        experts, base = self.experts, self.experts.base
        due = MERGED_AT if self.view.complete else max(FEW, len(base or ()) // 4)
        waiting = len(experts.since.part) + len(experts.buried) if base is not None else len(experts) - FEW
        if (base is None and waiting < 0) or (base is not None and waiting < due):
            return
        if self._merge is None or not self._merge.is_alive():
            self._merge = Thread(target=self._merge_or_log, name="merge", daemon=True)
            self._merge.start()

    def _merge_or_log(self) -> None:
        try:
            self.merge()
        except Exception as error:  # the old columns stay in use, and the next page tries again
            log.error("merge_failed", reason=type(error).__name__)


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """Both feeds at one moment. An answer is made from one snapshot only."""

    experts: View[ExpertState]
    needs: View[NeedState]

    @property
    def pool(self) -> Experts:
        """The experts, with their columns."""
        assert isinstance(self.experts.states, Experts)
        return self.experts.states

    @property
    def positions(self) -> dict[str, str]:
        return {"experts": self.experts.position, "needs": self.needs.position}

    @property
    def heard_at(self) -> datetime:
        """When a page last came from the feed that has been silent longer."""
        return min(view.heard_at for view in (self.experts, self.needs) if view.heard_at is not None)


class Index:
    """The experts and the needs."""

    def __init__(self) -> None:
        self.experts = ExpertMirror()
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
