"""What compiled statements show is what the ORM shows: the same bytes under the same tag."""

from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlmodel import col

from services.kit.data.database import Database
from services.kit.errors import Busy
from services.pool.models import BusyPeriod, Expert
from services.pool.schemas.experts import StandingRead
from tests.pool.factories import a_profile, endorsed, signed_up
from tests.pool.scenes import handle
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, person, service
from tests.support.events import received
from tests.support.shown import assert_read_alike, assert_shown_alike


def lent(api: Api, database: Database) -> tuple[str, dict[str, str]]:
    """An expert with an endorsement, and days on which they are away."""
    expert_id, me = endorsed(api, county="akershus", about="Ærlig «100 %»")
    stay = {"need_id": str(uuid4()), "host_org": HUSBANKEN, "candidacy_id": str(uuid4())}
    for days in ({"start": "2027-05-01", "end": "2027-06-30"}, {"start": "2027-02-01", "end": "2027-03-31"}):
        handle(database, received("placement.agreed", expert_id=expert_id, **days, **stay))
    return expert_id, me


def test_rows_are_read_alike(api: Api, database: Database) -> None:
    lent(api, database)
    assert_read_alike(database, [Expert, BusyPeriod])


def test_own_profile(api: Api, database: Database) -> None:
    _, me = lent(api, database)
    tag = {"If-Match": api.get("/v1/me/expert", me).headers["ETag"]}
    edit = {name: value for name, value in a_profile(about="Ærlig «100 %»").items() if name != "submit"}
    answered = api.put(f"/v1/experts/{api.get('/v1/me/expert', me).json()['id']}", me | tag, json=edit)
    read = api.get("/v1/me/expert", me)
    assert_shown_alike(read, answered)
    assert len(read.json()["busy"]) == 2
    again = api.get("/v1/me/expert", me | {"If-None-Match": read.headers["ETag"]})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", read.headers["ETag"])


def test_own_profile_says_whose_move_it_is(api: Api) -> None:
    for profile in (a_profile(), a_profile(submit=False)):
        me = person("employee")
        answered = api.post("/v1/experts", me, json=profile)
        assert_shown_alike(api.get("/v1/me/expert", me), answered)


def test_home_list(api: Api) -> None:
    mine = [signed_up(api)[0], endorsed(api)[0]]
    listed = api.get("/v1/home/experts?include=names", person("coordinator")).json()["items"]
    alone = [api.get(f"/v1/experts/{expert_id}", person("coordinator", BAERUM)).json() for expert_id in mine]
    assert listed == [{name: one[name] for name in listed[0]} for one in alone]


def test_standing(api: Api, database: Database) -> None:
    expert_id, _ = lent(api, database)
    with database.read() as session:
        expert = session.scalars(select(Expert).where(col(Expert.person_id).is_not(None))).one()
        expected = StandingRead.of(expert)
    read = api.get(f"/v1/experts/{expert_id}/standing", service("pool", of="placements"))
    assert read.content == expected.model_dump_json().encode()


def test_a_reading_without_a_name_writes_nothing(api: Api, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """So it waits for no writer. One with a name is logged, or not answered."""
    nameless, reader = endorsed(api)[0], person("requester", HUSBANKEN)
    monkeypatch.setattr(database, "write", out_of_reach)
    for path in (f"/v1/experts/{nameless}", "/v1/experts", f"/v1/experts/{nameless}/standing"):
        headers = service("pool", of="placements") if path.endswith("standing") else reader
        assert api.get(path, headers).status_code == 200
    assert_problem(api.get(f"/v1/experts/{nameless}", person("coordinator")), 503, "busy")


def out_of_reach() -> None:
    raise Busy()
