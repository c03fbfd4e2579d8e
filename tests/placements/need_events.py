"""Lets placements handle events of a need, and looks at what its candidates were told."""

from typing import Any

from services.kit.data.database import Database
from services.placements.followers import followers
from services.placements.settings import PlacementsSettings
from tests.placements.factories import Cast, an_expert
from tests.support.callers import service
from tests.support.events import received

HANDLERS = {kind: handler for one in followers(PlacementsSettings()) for kind, handler in one.handlers.items()}


def handle(database: Database, cast: Cast, kind: str, *, version: int, **codes: Any) -> None:
    event = received(f"need.{kind}", str(cast.need.need_id), **codes)
    event.data.version = version
    with database.write() as session:
        HANDLERS[event.type](session, event)


def another(cast: Cast) -> Cast:
    """Another expert, for the same need."""
    other = Cast(cast.api, cast.peers, expert=an_expert())
    other.need = cast.need
    return other


def candidacy(cast: Cast, candidacy_id: str) -> dict[str, Any]:
    found: dict[str, Any] = cast.api.get(f"/v1/candidacies/{candidacy_id}", cast.employee).json()
    return found


def events_of(cast: Cast, candidacy_id: str) -> list[tuple[str, dict[str, Any]]]:
    events = cast.api.get("/v1/events", service("placements", of="notify")).json()
    return [(each["type"], each["data"]["codes"]) for each in events if each["subject"] == candidacy_id]
