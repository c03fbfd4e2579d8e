"""What auth says about the memberships of a stay's employee, and what placements emits then."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from services.kit import clock
from services.kit.data.database import Database
from services.kit.events.follower import EventData, ReceivedEvent
from services.placements.followers import FOLLOWERS
from tests.placements.factories import Cast
from tests.support.callers import HUSBANKEN, service
from tests.support.events import received

HANDLERS = next(follower.handlers for follower in FOLLOWERS if follower.name == "auth-memberships")


def happen(
    database: Database,
    kind: str,
    *,
    person_id: str,
    orgnr: str = HUSBANKEN,
    membership: str = "m-1",
    version: int = 1,
    ago: timedelta = timedelta(),
) -> None:
    """Something about a membership, or about the account, arrives from auth."""
    subject, codes = (person_id, {"memberships": [membership]}) if kind.startswith("person") else (membership, {})
    data = EventData(version=version, orgs=[orgnr], persons=[person_id], codes=codes)
    at = (clock.now() - ago).isoformat()
    event = ReceivedEvent(id=str(uuid4()), type=kind, subject=subject, time=at, position="e.1", data=data)
    with database.write() as session:
        HANDLERS[kind](session, event)


def joins(database: Database, cast: Cast, orgnr: str = HUSBANKEN, **more: Any) -> None:
    happen(database, "membership.granted", person_id=cast.expert.person_id, orgnr=orgnr, **more)


def leaves(database: Database, cast: Cast, orgnr: str = HUSBANKEN, **more: Any) -> None:
    happen(database, "membership.ended", person_id=cast.expert.person_id, orgnr=orgnr, **{"version": 2, **more})


def succeed(database: Database, old: str, new: str) -> None:
    handlers = next(follower.handlers for follower in FOLLOWERS if follower.source == "auth" and not follower.name)
    event = received("organisation.succeeded", old, orgs=sorted([old, new]), successor=new)
    with database.write() as session:
        handlers[event.type](session, event)


def settle(cast: Cast, headers: dict[str, str], placement_id: str) -> Any:
    return cast.api.post(f"/v1/placements/{placement_id}/settlement", headers)


def emitted(cast: Cast, *kinds: str) -> list[dict[str, Any]]:
    found = cast.api.get("/v1/events", service("placements", of="notify")).json()
    return [event for event in found if event["type"] in kinds]


def doubts(cast: Cast) -> list[str]:
    return [event["type"] for event in emitted(cast, "placement.doubted", "placement.settled", "placement.cancelled")]
