"""Events that reach the pool, and profiles as matching reads them."""

from typing import Any

from services.kit.data.database import Database
from services.kit.events.follower import ReceivedEvent
from services.pool.followers import followers
from services.pool.settings import PoolSettings
from tests.support.api import Api
from tests.support.callers import service

FOLLOWERS = followers(PoolSettings())


def handle(database: Database, *events: ReceivedEvent) -> None:
    """Have each event handled by every follower that does something about it."""
    for event in events:
        for follower in FOLLOWERS:
            if event.type in follower.handlers:
                with database.write() as session:
                    follower.handlers[event.type](session, event)


def profile(api: Api, expert_id: str) -> dict[str, Any]:
    items = api.get("/v1/match-profiles", service("pool", of="matching")).json()["items"]
    found: dict[str, Any] = next(item["state"] for item in items if item["id"] == expert_id)
    return found
