"""Streams that tests listen to."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

from services.kit.data.database import Database
from services.kit.events.feed import FeedPage
from services.notify.members.domain import audience_of
from services.notify.stream.domain import EndReason
from services.notify.stream.service import Listener, Streams


async def in_turn(read: Callable[[], FeedPage]) -> FeedPage:
    return await asyncio.to_thread(read)


def listener(person_id: str, *audiences: str, ended: Callable[[], EndReason | None] = lambda: None) -> Listener:
    mine = frozenset({audience_of("person", person_id), *audiences})
    return Listener(person_id=person_id, audiences=mine, ended=ended, in_turn=in_turn)


def data_of(text: str) -> dict[str, Any]:
    (line,) = [line for line in text.splitlines() if line.startswith("data: ")]
    found: dict[str, Any] = json.loads(line.removeprefix("data: "))
    return found


def id_of(text: str) -> str:
    (line,) = [line for line in text.splitlines() if line.startswith("id: ")]
    return line.removeprefix("id: ")


async def next_of(stream: AsyncIterator[str], *, seconds: float = 3.0) -> str:
    return await asyncio.wait_for(anext(stream), seconds)


def streams_of(database: Database) -> Streams:
    return Streams(database, stamp=lambda: None)
