"""Acts on needs that the scene of tests/access cannot show (I17)."""

from uuid import uuid4

from services.kit.data.database import Database
from tests.needs.factories import posted
from tests.support.acts import last_act, said_by
from tests.support.api import Api
from tests.support.callers import HUSBANKEN, person


def test_resuming_names_the_requester(api: Api, database: Database) -> None:
    need_id, host = posted(api)
    assert api.post(f"/v1/needs/{need_id}/hold", host).status_code == 201
    sub = str(uuid4())
    assert api.delete(f"/v1/needs/{need_id}/hold", person("requester", HUSBANKEN, sub=sub)).status_code == 200
    assert said_by(last_act(database)) == ("need.resumed", sub, HUSBANKEN, "host", None)
