"""What routes are given that say what things are about: each sibling is asked once for all that is shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Literal, Protocol, Self, TypeVar
from uuid import UUID

from fastapi import Query, Request

from services.kit.access.revocations import Revocations
from services.kit.access.table import Caller
from services.kit.calls.side_by_side import three_side_by_side
from services.kit.data.pagination import Page
from services.kit.errors import NotPermitted, PeerUnavailable
from services.notify.abouts.domain import Subject
from services.notify.abouts.schemas import AboutRead, Sibling
from services.notify.peers import Case, Peers

K = TypeVar("K")
V = TypeVar("V")


class Shown(Protocol):
    """A task or a message as it is shown."""

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self: ...


S = TypeVar("S", bound=Shown)


@dataclass(frozen=True, kw_only=True)
class Abouts:
    """Adds what it is about to what a caller is shown, where they asked for it. Asks siblings: not in a transaction."""

    peers: Peers
    caller: Caller
    revocations: Revocations
    asked: bool

    def one(self, shown: S, subject_of: Callable[[S], Subject]) -> S:
        return self._with([shown], subject_of)[0]

    def page(self, shown: Page[S], subject_of: Callable[[S], Subject]) -> Page[S]:
        return shown.with_items(self._with(shown.items, subject_of))

    def _with(self, shown: Sequence[S], subject_of: Callable[[S], Subject]) -> Sequence[S]:
        if not self.asked or not shown:
            return shown
        subjects = [subject_of(one) for one in shown]
        answers = self._ask(subjects)
        told = [answers.of(subject) for subject in subjects]
        return [one.model_copy(update={"about": about}) for one, about in zip(shown, told, strict=True)]

    def _ask(self, subjects: Sequence[Subject]) -> "_Answers":
        """placements says which need, expert and bodies a case has; then the others are asked side by side."""
        cases = _asked({one.case for one in subjects}, partial(self.peers.find_cases, bearer=self.caller.bearer))
        known = list((cases or {}).values())
        needs = {one.need for one in subjects} | {case.need_id for case in known} if self._may("needs:read") else set()
        experts = {one.expert for one in subjects} | {case.expert_id for case in known}
        experts = experts - {None} if self._may("pool:read") else set()
        fresh = not experts or self.revocations.fresh  # as pool names nobody to somebody who may have lost the role
        bodies = {orgnr for case in known for orgnr in (case.home_org, case.host_org)}
        names, titles, orgs = three_side_by_side(
            partial(_asked, experts if fresh else set(), partial(self.peers.find_expert_names, reader=self.caller)),
            partial(_asked, needs, self.peers.find_titles),
            partial(_asked, bodies, self.peers.find_body_names),
        )
        return _Answers(placements=cases, pool=names, needs=titles, auth=orgs, fresh=fresh)

    def _may(self, scope: str) -> bool:
        """Whether the token is let read there by itself: it must not learn here what it would not be told there."""
        return scope in self.caller.scopes


@dataclass(frozen=True, kw_only=True)
class _Answers:
    """What each sibling said, None of one that gave no answer."""

    placements: Mapping[UUID, Case] | None
    pool: Mapping[UUID, str] | None
    needs: Mapping[UUID, str] | None
    auth: Mapping[str, Mapping[str, str]] | None
    fresh: bool  # auth's events of the last few seconds are known here

    def of(self, subject: Subject) -> AboutRead:
        case = _in(self.placements, subject.case)
        need = case.need_id if case else subject.need
        expert = case.expert_id if case else subject.expert
        home, host = (case.home_org, case.host_org) if case else (None, None)
        found = {name: getattr(case, name, None) for name in ("reference", "start", "end", "percentage")}
        return AboutRead.model_validate(
            {
                **found,
                "need_id": str(need) if need else None,
                "need_title": _in(self.needs, need),
                "expert_id": str(expert) if expert else None,
                "expert": _in(self.pool, expert),
                "home": _in(self.auth, home),
                "host": _in(self.auth, host),
                "unavailable": self._unavailable(),
            }
        )

    def _unavailable(self) -> list[Sibling]:
        answers: dict[Sibling, Any] = {
            "auth": self.auth if self.fresh else None,
            "needs": self.needs,
            "placements": self.placements,
            "pool": self.pool,
        }
        return [name for name, answer in answers.items() if answer is None]


def _in(answer: Mapping[K, V] | None, key: K | None) -> V | None:
    return None if answer is None or key is None else answer.get(key)


def _asked(keys: set[K | None], ask: Callable[[Sequence[K]], Mapping[K, V]]) -> Mapping[K, V] | None:
    """What a sibling says of these; nothing where the caller may not know, None where it is away."""
    wanted = sorted((key for key in keys if key is not None), key=str)
    try:
        return ask(wanted) if wanted else {}
    except NotPermitted:
        return {}
    except PeerUnavailable:
        return None


Included = Annotated[
    Literal["about"] | None, Query(description="With `about`: what it is about too, which siblings are asked for")
]


def abouts_for(request: Request, caller: Caller, include: str | None) -> Abouts:
    state = request.app.state
    return Abouts(peers=state.peers, caller=caller, revocations=state.revocations, asked=include is not None)
