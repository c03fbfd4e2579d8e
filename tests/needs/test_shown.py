"""What compiled statements show is what the ORM shows: the same bytes under the same tag."""

from sqlalchemy import select
from sqlmodel import col

from services.kit.data.database import Database
from services.kit.data.pagination import Listed
from services.needs.models import Need
from services.needs.schemas import OpenNeed, PublicNeed, StandingRead
from tests.needs.factories import posted
from tests.support.api import Api
from tests.support.callers import HUSBANKEN, person, service
from tests.support.shown import assert_read_alike, assert_shown_alike


def test_a_need(api: Api, database: Database) -> None:
    need_id, host = posted(api, county="akershus", description="Ærlig «100 %»")
    held = api.post(f"/v1/needs/{need_id}/hold", host)
    assert_shown_alike(api.get(f"/v1/needs/{need_id}", host), held)
    assert_read_alike(database, [Need])


def test_lists_and_standing(api: Api, database: Database) -> None:
    ids = [posted(api, county=county)[0] for county in ("akershus", None, "akershus")]
    with database.read() as session:
        rows = list(session.scalars(select(Need).order_by(col(Need.created_at), col(Need.id))))
        everybody = Listed[OpenNeed](items=[OpenNeed.of(row) for row in rows], next=None)
        public = Listed[PublicNeed](items=[PublicNeed.of(row) for row in rows], next=None)
        standing = StandingRead.of(rows[0])
    host = person("requester", HUSBANKEN)
    for path, headers, expected in (
        ("/v1/needs", host, everybody),
        ("/v1/needs?mine=true", host, everybody),
        ("/v1/public/needs", None, public),
        (f"/v1/needs/{ids[0]}/standing", service("needs", of="placements"), standing),
    ):
        read = api.get(path, headers)
        assert read.content == expected.model_dump_json().encode(), path
        assert read.headers["Content-Type"] == "application/json"
