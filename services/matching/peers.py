"""Typed calls to sibling services: the state feeds, and what pool and placements know of candidates."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field, ValidationError

from services.kit.calls.peer import Peer
from services.kit.calls.siblings import Siblings
from services.kit.errors import PeerUnavailable

POSITION = r"^[0-9a-f]{1,16}\.[0-9]{1,18}$"


class StateItem(BaseModel):
    id: str
    state: dict[str, Any] | None


class StatesPage(BaseModel):
    """A page of a state feed; a state of null is a tombstone."""

    items: list[StateItem]
    position: str = Field(pattern=POSITION)
    head: int = Field(ge=0)


def fetch_states(peer: Peer, path: str, *, after: str, limit: int, wait: float) -> StatesPage:
    """Raises EpochUnknown where the position is of another epoch, PeerUnavailable where no usable answer came."""
    answer = peer.feed(path, after=after, limit=limit, wait=wait)
    try:
        return StatesPage.model_validate_json(answer.content)
    except ValidationError as error:
        raise PeerUnavailable(peer=peer.name) from error


class KnownField(BaseModel):
    field: str
    level: int


class Days(BaseModel):
    start: date
    end: date


class Profile(BaseModel):
    """The public part of a profile, as pool shows it to whoever asks."""

    id: UUID
    name: str | None
    fields: list[KnownField]
    skills: list[str]
    languages: list[str]
    wanted_learning: list[str]
    windows: list[Days]
    percentage: int
    county: str | None
    remote: bool
    sector: str | None
    level: str | None


class Profiles(BaseModel):
    """pool: GET /v1/profiles."""

    profiles: list[Profile]


class Contact(BaseModel):
    """The newest candidacy of an expert and a need, as its host is shown it."""

    candidacy_id: UUID
    expert_id: UUID
    reference: str
    kind: str
    state: str
    updated_at: datetime


class Contacts(BaseModel):
    """placements: GET /v1/contacts."""

    contacts: list[Contact]


class Peers:
    """Siblings, asked with the token of whoever asks us."""

    def __init__(self, siblings: Siblings) -> None:
        self._pool = siblings.peer("pool")
        self._placements = siblings.peer("placements")

    def find_profiles(self, expert_ids: Sequence[UUID], *, bearer: str) -> Mapping[UUID, Profile]:
        found = self._pool.find("/v1/profiles", Profiles, bearer=bearer, params={"experts": _listed(expert_ids)})
        return {profile.id: profile for profile in found.profiles} if found else {}

    def find_contacts(self, need_id: UUID, expert_ids: Sequence[UUID], *, bearer: str) -> Mapping[UUID, Contact]:
        params = {"need_id": str(need_id), "experts": _listed(expert_ids)}
        found = self._placements.find("/v1/contacts", Contacts, bearer=bearer, params=params)
        return {contact.expert_id: contact for contact in found.contacts} if found else {}


def _listed(ids: Sequence[UUID]) -> str:
    return ",".join(map(str, ids))
