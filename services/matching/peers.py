"""Typed calls to sibling services: the state feeds of pool and needs."""

from typing import Any

from pydantic import BaseModel, Field, ValidationError

from services.kit.calls.peer import Peer
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
