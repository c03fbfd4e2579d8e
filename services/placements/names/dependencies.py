"""What routes are given that show names: auth, needs and pool are asked, each once for all that is shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Literal, Protocol, Self, TypeVar
from uuid import UUID

from fastapi import Depends, Query, Request

from services.kit.access.guard import CurrentGrants
from services.kit.access.table import Caller
from services.kit.calls.side_by_side import three_side_by_side
from services.kit.data.pagination import Page
from services.kit.errors import NotPermitted, PeerUnavailable
from services.placements.names.schemas import NamesRead, Sibling
from services.placements.peers import Peers

K = TypeVar("K")
V = TypeVar("V")


class Case(Protocol):
    """A candidacy or a placement as one of its parties is shown it: without the home agency where that is hidden."""

    @property
    def need_id(self) -> UUID: ...

    @property
    def expert_id(self) -> UUID: ...

    @property
    def host_org(self) -> str: ...

    @property
    def home_org(self) -> str | None: ...

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self: ...


C = TypeVar("C", bound=Case)


@dataclass(frozen=True, kw_only=True)
class Naming:
    """Adds the names to what a caller is shown, where they asked for them. It asks siblings: not in a transaction."""

    peers: Peers
    caller: Caller
    asked: bool

    def one(self, shown: C) -> C:
        return self._named([shown])[0]

    def page(self, shown: Page[C]) -> Page[C]:
        return shown.with_items(self._named(shown.items))

    def _named(self, shown: Sequence[C]) -> Sequence[C]:
        if not self.asked or not shown:
            return shown
        names = self._ask(shown)
        return [one.model_copy(update={"names": names.of(one)}) for one in shown]

    def _ask(self, shown: Sequence[C]) -> "_Names":
        needs, experts = {one.need_id for one in shown}, {one.expert_id for one in shown}
        bodies = {orgnr for one in shown for orgnr in (one.home_org, one.host_org) if orgnr}
        titles = partial(_answer, partial(self.peers.find_titles, sorted(needs)))
        orgs = partial(_answer, partial(self.peers.find_body_names, sorted(bodies)))
        people = partial(self._ask_pool, sorted(experts))
        about_people, about_needs, about_bodies = three_side_by_side(people, titles, orgs)
        return _Names(pool=about_people, needs=about_needs, auth=about_bodies)

    def _ask_pool(self, experts: Sequence[UUID]) -> Mapping[UUID, str] | None:
        """Asked with the caller's own token, so that the expert decides. One for a single decision opens no pool."""
        if self.caller.decision is not None:
            return {}
        return _answer(partial(self.peers.find_expert_names, experts, bearer=self.caller.bearer))


@dataclass(frozen=True, kw_only=True)
class _Names:
    """What each sibling said, None of one that gave no answer."""

    pool: Mapping[UUID, str] | None
    needs: Mapping[UUID, str] | None
    auth: Mapping[str, Mapping[str, str]] | None

    def of(self, case: Case) -> NamesRead:
        answers: dict[Sibling, Any] = {"auth": self.auth, "needs": self.needs, "pool": self.pool}
        return NamesRead.model_validate(
            {
                "need_title": (self.needs or {}).get(case.need_id),
                "expert": (self.pool or {}).get(case.expert_id),
                "home": (self.auth or {}).get(case.home_org or ""),
                "host": (self.auth or {}).get(case.host_org),
                "unavailable": [name for name, answer in answers.items() if answer is None],
            }
        )


def _answer(ask: Callable[[], Mapping[K, V]]) -> Mapping[K, V] | None:
    """What a sibling says, nothing where the caller may not know, None where it is away."""
    try:
        return ask()
    except NotPermitted:
        return {}
    except PeerUnavailable:
        return None


Included = Annotated[
    Literal["names"] | None, Query(description="With `names`: titles and names too, which siblings are asked for")
]


async def asked_names(request: Request, grants: CurrentGrants, include: Included = None) -> Naming:
    return Naming(peers=request.app.state.peers, caller=grants.caller, asked=include is not None)


AskedNames = Annotated[Naming, Depends(asked_names)]
