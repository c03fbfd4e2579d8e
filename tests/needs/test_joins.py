"""Two accounts turn out to be one person's, who has posted the needs of both."""

from uuid import uuid4

from sqlalchemy import select
from sqlmodel import col

from services.kit.data.database import Database
from services.needs.followers import FOLLOWERS
from services.needs.models import Need
from tests.needs.factories import a_need
from tests.support.api import Api
from tests.support.callers import HUSBANKEN, person
from tests.support.events import received

HANDLERS = FOLLOWERS[0].handlers


def test_needs_are_the_persons_who_stays(api: Api, database: Database) -> None:
    stays, ended = str(uuid4()), str(uuid4())
    for sub in (stays, ended):
        assert api.post("/v1/needs", person("requester", HUSBANKEN, sub=sub), json=a_need()).status_code == 201
    for _ in range(2):  # an event may arrive twice
        with database.write() as session:
            HANDLERS["person.joined"](session, received("person.joined", stays, persons=[stays, ended], memberships=[]))
    with database.read() as session:
        assert list(session.scalars(select(col(Need.posted_by)))) == [stays, stays]
