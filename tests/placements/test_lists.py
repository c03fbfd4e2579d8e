"""The lists of candidacies and placements: what concerns a reader, in pages, however many rows there are."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from services.kit.data.database import Database
from services.kit.data.pagination import PageRequest
from services.kit.ids import new_id
from services.placements.candidacies.models import Candidacy
from services.placements.candidacies.repository import ShownCandidacies
from services.placements.parties.domain import Affiliation
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN

BODIES = (BAERUM, HUSBANKEN, LANEKASSEN)
PERSON = "person-0"
BEGAN = datetime(2026, 11, 1, tzinfo=UTC)


def a_row(random: Random, *, number: int) -> dict[str, Any]:
    """A candidacy of one of three people, between two of three bodies; some begin at the same moment."""
    home, host = random.sample(BODIES, 2)
    return {
        "id": new_id(),
        "reference": f"H-2026-{number:05}",
        "version": 1,
        "kind": "application",
        "state": "applied",
        "expert_id": new_id(),
        "need_id": new_id(),
        "person_id": f"person-{random.randrange(3)}",
        "home_org": home,
        "host_org": host,
        "expert_version": 1,
        "disclosed": True,
        "created_at": BEGAN + timedelta(minutes=number // 3),
        "message": "",
        "offer_decides": False,
    }


def listed(database: Database, reader: Affiliation, *, limit: int) -> Iterator[UUID]:
    cursor: str | None = None
    while True:
        with database.snapshot() as snapshot:
            page = ShownCandidacies(snapshot).list_for(reader, paging=PageRequest.of(cursor=cursor, limit=limit))
        yield from (row.id for row, _, _ in page.items)
        if (cursor := page.next) is None:
            return


def expected(session: Session, reader: Affiliation) -> list[UUID]:
    concerns = [col(Candidacy.person_id) == reader.person_id]
    concerns += [col(Candidacy.home_org) == reader.home_org] if reader.home_org else []
    concerns += [col(Candidacy.host_org) == reader.host_org] if reader.host_org else []
    order = (col(Candidacy.created_at), col(Candidacy.id))
    return list(session.scalars(select(col(Candidacy.id)).where(or_(*concerns)).order_by(*order)))


@pytest.mark.parametrize(
    "reader",
    [
        Affiliation(person_id=PERSON, home_org=None, host_org=None),
        Affiliation(person_id=PERSON, home_org=None, host_org=HUSBANKEN),
        Affiliation(person_id=PERSON, home_org=BAERUM, host_org=BAERUM),
    ],
    ids=["employee", "requester", "coordinator"],
)
def test_each_row_that_concerns_the_reader_is_listed_once_in_order(database: Database, reader: Affiliation) -> None:
    random = Random(11)
    with database.write() as session:
        session.execute(insert(Candidacy), [a_row(random, number=number) for number in range(90)])
    with database.read() as session:
        assert list(listed(database, reader, limit=7)) == expected(session, reader)
