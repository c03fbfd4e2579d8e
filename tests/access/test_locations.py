"""What was created can be read: every `Location` of a 201 answers GET to its creator."""

import asyncio
from collections.abc import Iterator, Mapping

import httpx

from services.kit import clock
from tests.access.scene import Played
from tests.access.walk import SCOPES, Cell, cells, client_of, sent

Stages = Mapping[str, Played]


def creations(there: Played) -> Iterator[Cell]:
    """The first caller of each row that may create something."""
    seen = set()
    for cell in cells(there.scene):
        decision, row = cell.decision(there.scene.known), (cell.row.route, cell.row.path)
        if cell.asked == SCOPES[0] and decision.code is None and 201 in decision.statuses and row not in seen:
            seen.add(row)
            yield cell


def test_whoever_created_something_can_read_it(stages: Stages) -> None:
    followed, breaches = 0, []
    for there in stages.values():
        for cell in creations(there):
            created, read = asyncio.run(created_and_read(there, cell))
            if created.status_code == 201 and "Location" in created.headers:
                followed += 1
                if read is None or read.status_code != 200:
                    breaches.append(f"{cell}: {created.headers['Location']} {read and read.status_code}")
    assert breaches == []
    assert followed > 20


async def created_and_read(there: Played, cell: Cell) -> tuple[httpx.Response, httpx.Response | None]:
    """The answers to a creation and to GET at its Location, before all is taken back."""
    taken_back = there.connection.begin()
    try:
        with clock.stopped_at(there.at):
            async with client_of(there) as client:
                created = await sent(client, cell, there.things.ids)
                place = created.headers.get("Location", "").removeprefix(f"/{there.scene.service}")
                headers = cell.caller.headers(" ".join(sorted(cell.scopes)))
                return created, await client.get(place, headers=headers) if place else None
    finally:
        taken_back.rollback()
