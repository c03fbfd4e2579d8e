"""What routes are given that show candidates: pool and placements are each asked once for all that are shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Annotated, Any, Protocol, Self, TypeVar
from uuid import UUID

from fastapi import Depends, Query, Request
from pydantic import BaseModel

from services.kit.access.guard import CurrentGrants
from services.kit.access.table import Caller
from services.kit.calls.side_by_side import side_by_side
from services.kit.errors import NotPermitted, PeerUnavailable
from services.kit.schemas import ResponseModel
from services.kit.web.query_parameters import words_of
from services.matching.peers import Peers
from services.matching.profiles.schemas import ContactRead, ProfileRead, Sibling

V = TypeVar("V")
R = TypeVar("R", bound=ResponseModel)


class Included(StrEnum):
    """What a list of candidates can have beside ranks and reasons."""

    PROFILE = "profile"
    CONTACTED = "contacted"
    CONDITIONS = "conditions"


class Line(Protocol):
    """A candidate as they are shown."""

    @property
    def expert_id(self) -> UUID: ...

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self: ...


class Lines(Protocol):
    """A need's candidates as they are shown."""

    @property
    def need_id(self) -> UUID: ...

    @property
    def candidates(self) -> Sequence[Line]: ...

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self: ...


L = TypeVar("L", bound=Lines)


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Adds to candidates what siblings know of them, where the caller asked for it. Not in a transaction.

    They are asked with the caller's own token, so that each of them decides what the caller may know.
    """

    peers: Peers
    caller: Caller
    asked: frozenset[Included]

    @property
    def conditions(self) -> bool:
        """Whether the caller asked what keeps the others out."""
        return Included.CONDITIONS in self.asked

    def added_to(self, shown: L) -> L:
        if not shown.candidates or not self.asked & {Included.PROFILE, Included.CONTACTED}:
            return shown
        experts = [line.expert_id for line in shown.candidates]
        profiles, contacts = side_by_side(
            partial(self._ask, Included.PROFILE, partial(self.peers.find_profiles, experts)),
            partial(self._ask, Included.CONTACTED, partial(self.peers.find_contacts, shown.need_id, experts)),
        )
        lines = [
            line.model_copy(
                update={
                    "profile": _read(ProfileRead, profiles, line.expert_id),
                    "contacted": _read(ContactRead, contacts, line.expert_id),
                }
            )
            for line in shown.candidates
        ]
        answers: dict[Sibling, Any] = {"placements": contacts, "pool": profiles}
        away = [name for name, answer in answers.items() if answer is None]
        return shown.model_copy(update={"candidates": lines, "unavailable": away})

    def _ask(self, what: Included, ask: Callable[..., Mapping[UUID, V]]) -> Mapping[UUID, V] | None:
        """What a sibling says where it is asked, None where it does not answer this caller."""
        if what not in self.asked:
            return {}
        try:
            return ask(bearer=self.caller.bearer)
        except (NotPermitted, PeerUnavailable):
            return None


def _read(kind: type[R], answer: Mapping[UUID, BaseModel] | None, expert_id: UUID) -> R | None:
    """A sibling's words about an expert as ours."""
    found = (answer or {}).get(expert_id)
    return None if found is None else kind.model_validate(found.model_dump())


async def asked_beside(
    request: Request,
    grants: CurrentGrants,
    include: Annotated[
        list[str] | None,
        Query(
            description="`profile`: the public part of each profile; `contacted`: whether you have invited or declined "
            "them, or talk with them; `conditions`: what keeps the others out. Several may be named"
        ),
    ] = None,
) -> Beside:
    """Raises Invalid for a word that is none of these, and `legal` has them."""
    asked = frozenset[Included]() if include is None else words_of(include, Included, name="include")
    return Beside(peers=request.app.state.peers, caller=grants.caller, asked=asked)


AskedBeside = Annotated[Beside, Depends(asked_beside)]
