"""The lists of candidacies and placements: what concerns a reader, in pages, however many rows there are."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from random import Random
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import false, insert, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from services.kit.data.database import Database
from services.kit.data.pagination import Page, PageRequest
from services.kit.ids import new_id
from services.kit.lists import Order
from services.placements.candidacies.domain import CandidacyState
from services.placements.candidacies.models import Candidacy
from services.placements.candidacies.repository import ShownCandidacies
from services.placements.parties.domain import EVERYTHING, Affiliation, ListSide, Wanted
from services.placements.placements.models import Placement
from services.placements.placements.repository import ShownPlacements
from tests.placements.factories import Cast, FakePeers
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN
from tests.support.counts import FULL

BODIES = (BAERUM, HUSBANKEN, LANEKASSEN)
PERSON = "person-0"
STATES = ("accepted", "declined", "withdrawn", "expired")
NEEDS = (UUID(int=1), UUID(int=2), UUID(int=3))
PLACEMENT_STATES = ("agreed", "completed", "cancelled", "rejected")
SHARED = (
    "reference", "version", "expert_id", "need_id", "person_id", "home_org", "host_org", "expert_version", "created_at",
    "updated_at",
)  # fmt: skip
BEGAN = datetime(2026, 11, 1, tzinfo=UTC)


def a_row(random: Random, *, number: int) -> dict[str, Any]:
    """A candidacy of one of three people, between two of three bodies; some begin at the same moment."""
    home, host = random.sample(BODIES, 2)
    return {
        "id": new_id(),
        "reference": f"H-2026-{number:05}",
        "version": 1,
        "kind": "application",
        "state": random.choice(STATES),
        "expert_id": UUID(int=number),
        "need_id": random.choice(NEEDS),
        "person_id": f"person-{random.randrange(3)}",
        "home_org": home,
        "host_org": host,
        "expert_version": 1,
        "disclosed": True,
        "created_at": BEGAN + timedelta(minutes=number // 3),
        "updated_at": BEGAN + timedelta(hours=random.randrange(40)),
        "message": "",
        "offer_decides": False,
    }


def a_stay(random: Random, *, number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """A placement, and the candidacy it came of; some begin on the same day."""
    candidacy = a_row(random, number=number) | {"state": "accepted"}
    starts = date(2027, 1, 1) + timedelta(days=30 * random.randrange(20))
    own = {
        "id": new_id(),
        "candidacy_id": candidacy["id"],
        "state": random.choice(PLACEMENT_STATES),
        "decide_by": BEGAN,
        "terms": {},
        "terms_version": 1,
        "terms_hash": "",
        "starts": starts,
        "ends": starts + timedelta(days=random.randrange(1, 400)),
        "endorsed_until": date(2028, 1, 1),
        "max_months": 12,
        "max_percentage": 100,
        "notice_days": 14,
    }
    shared = {name: candidacy[name] for name in SHARED}
    return candidacy, shared | own


def put_stays(database: Database, seed: int) -> None:
    stays = [a_stay(Random(f"{seed} {number}"), number=number) for number in range(90)]
    with database.write() as session:
        session.execute(insert(Candidacy), [candidacy for candidacy, _ in stays])
        session.execute(insert(Placement), [placement for _, placement in stays])


def listed(
    database: Database, reader: Affiliation, wanted: Wanted = EVERYTHING, *, limit: int, stays: bool = False
) -> list[UUID]:
    """The ids on all pages, which are as many as are counted."""
    cursor: str | None = None
    found: list[UUID] = []
    while True:
        with database.snapshot() as snapshot:
            paging = PageRequest.of(cursor=cursor, limit=limit, counted=True)
            page: Page[Any] = (ShownPlacements if stays else ShownCandidacies)(snapshot).list_for(
                reader, wanted, paging=paging
            )
        found += [row.id if stays else row[0].id for row in page.items]
        if (cursor := page.next) is None:
            assert page.total == len(found)
            return found


def expected(
    session: Session, reader: Affiliation, wanted: Wanted = EVERYTHING, *, model: Any = Candidacy
) -> list[UUID]:
    sides = wanted.sides or set(ListSide)
    concerns = [col(model.person_id) == reader.person_id] if ListSide.MINE in sides else []
    concerns += [col(model.home_org) == reader.home_org] if reader.home_org and ListSide.HOME in sides else []
    concerns += [col(model.host_org) == reader.host_org] if reader.host_org and ListSide.HOST in sides else []
    query = select(model).where(or_(false(), *concerns))
    key = {Order.SOONEST: "starts", Order.CHANGED: "updated_at"}.get(wanted.order, "created_at")
    found = sorted(session.scalars(query), key=lambda one: (getattr(one, key), one.id))
    ids = [one.id for one in found if is_wanted(one, wanted)]
    return ids[::-1] if wanted.newest_first else ids


def is_wanted(one: Any, wanted: Wanted) -> bool:
    return (
        (wanted.states is None or one.state in wanted.states)
        and wanted.need_id in {None, one.need_id}
        and wanted.expert_id in {None, one.expert_id}
        and (wanted.ids is None or one.id in wanted.ids)
        and (wanted.updated_since is None or one.updated_at >= wanted.updated_since)
        and (wanted.first is None or one.ends >= wanted.first)
        and (wanted.last is None or one.starts <= wanted.last)
    )


by_reader = pytest.mark.parametrize(
    "reader",
    [
        Affiliation(person_id=PERSON, home_org=None, host_org=None),
        Affiliation(person_id=PERSON, home_org=None, host_org=HUSBANKEN),
        Affiliation(person_id=PERSON, home_org=BAERUM, host_org=BAERUM),
    ],
    ids=["employee", "requester", "coordinator"],
)


@by_reader
def test_each_row_that_concerns_the_reader_is_listed_once_in_order(database: Database, reader: Affiliation) -> None:
    random = Random(11)
    with database.write() as session:
        session.execute(insert(Candidacy), [a_row(random, number=number) for number in range(90)])
    with database.read() as session:
        assert listed(database, reader, limit=7) == expected(session, reader)


def some_of(*values: tuple[Any, ...]) -> list[Any]:
    """Every combination in full, a fourth of them every day: always the same ones."""
    every = list(product(*values))
    return every if FULL else Random(len(every)).sample(every, len(every) // 4)


@by_reader
def test_filters_leave_out_what_is_not_wanted_in_any_combination(database: Database, reader: Affiliation) -> None:
    random = Random(12)
    with database.write() as session:
        session.execute(insert(Candidacy), [a_row(random, number=number) for number in range(90)])
    lengths = set()
    for states, need_id, expert_id, sides, since, order in some_of(
        (None, frozenset({"accepted"}), frozenset({"declined", "expired"}), frozenset()),
        (None, NEEDS[0]),
        (None, UUID(int=7)),
        (None, frozenset({ListSide.HOME}), frozenset({ListSide.MINE, ListSide.HOST})),
        (None, BEGAN + timedelta(hours=20)),
        (Order.OLDEST, Order.NEWEST, Order.CHANGED),
    ):
        wanted = Wanted(
            states=states, need_id=need_id, expert_id=expert_id, sides=sides, updated_since=since, order=order
        )
        with database.read() as session:
            found = expected(session, reader, wanted)
        assert listed(database, reader, wanted, limit=7) == found, wanted
        lengths.add(len(found))
    assert len(lengths) >= 5


@by_reader
def test_stays_are_found_by_their_days_in_any_combination(database: Database, reader: Affiliation) -> None:
    put_stays(database, 13)
    with database.read() as session:
        some = tuple(session.scalars(select(col(Placement.id)).limit(30)))
    lengths = set()
    for states, ids, need_id, first, last, since, order in some_of(
        (None, frozenset({"agreed", "completed"})),
        (None, some, ()),
        (None, NEEDS[0]),
        (None, date(2027, 6, 1), date.max),
        (None, date(2027, 9, 1), date.min),
        (None, BEGAN + timedelta(hours=20)),
        tuple(Order),
    ):
        wanted = Wanted(
            states=states, ids=ids, need_id=need_id, first=first, last=last, updated_since=since, order=order
        )
        with database.read() as session:
            found = expected(session, reader, wanted, model=Placement)
        assert listed(database, reader, wanted, limit=7, stays=True) == found, wanted
        lengths.add(len(found))
    assert len(lengths) >= 5


class TestOverHttp:
    @pytest.mark.parametrize(
        ("path", "query", "count"),
        [
            ("candidacies", "state=accepted", 1),
            ("candidacies", "state=accepted,invited", 2),
            ("candidacies", "open=true", 1),
            ("candidacies", "open=false", 1),
            ("candidacies", "open=true&state=accepted", 0),
            ("candidacies", "side=host", 2),
            ("candidacies", "side=home", 0),
            ("candidacies", "side=home,host&order=newest", 2),
            ("candidacies", "need_id={need}", 1),
            ("candidacies", "expert_id={expert}&side=host", 1),
            ("placements", "open=true", 1),
            ("placements", "state=agreed", 0),
            ("placements", "need_id={need}&state=proposed", 1),
            ("placements", "expert_id={need}", 0),
        ],
    )
    def test_a_host_finds_its_own(
        self, api: Api, peers: FakePeers, cast: Cast, path: str, query: str, count: int
    ) -> None:
        Cast(api, peers).invited()
        cast.proposed()
        asked = query.format(need=cast.need.need_id, expert=cast.expert.expert_id)
        assert len(api.get(f"/v1/{path}?{asked}", cast.host).json()["items"]) == count

    def test_the_newest_comes_first_and_pages_go_on(self, api: Api, peers: FakePeers) -> None:
        begun = [Cast(api, peers).invited() for _ in range(3)]
        cast = Cast(api, peers)
        first = api.get("/v1/candidacies?order=newest&limit=2", cast.host)
        assert [one["id"] for one in first.json()["items"]] == begun[:0:-1]
        following = first.links["next"]["url"].partition("/placements")[2] or first.links["next"]["url"]
        assert [one["id"] for one in api.get(following, cast.host).json()["items"]] == begun[:1]

    @pytest.mark.parametrize(
        ("query", "legal"),
        [("state=agreed", list(CandidacyState)), ("state=", list(CandidacyState)), ("side=both", list(ListSide))],
    )
    def test_an_unknown_word_is_refused_with_the_known_ones(self, cast: Cast, query: str, legal: list[str]) -> None:
        refused = assert_problem(cast.api.get(f"/v1/candidacies?{query}", cast.host), 422, "invalid")
        assert refused["errors"][0]["code"] == "wrong_value"
        assert refused["legal"] == legal
