"""What each verb of the main job asks of the database. The numbers may only fall."""

from services.kit.data.database import Database
from tests.pool.factories import an_endorsement, signed_up
from tests.support.api import Api
from tests.support.callers import BAERUM, person
from tests.support.costs import counted

COSTS = {"sign up": (17, 1), "endorse": (23, 1)}  # statements, commits


def test_verbs_ask_no_more_than_they_did(api: Api, database: Database) -> None:
    found = {}
    with counted(database) as costs:
        expert, _ = signed_up(api)
    found["sign up"] = costs["statements"], costs["commits"]
    with counted(database) as costs:
        api.post(f"/v1/experts/{expert}/endorsement", person("coordinator", BAERUM), json=an_endorsement())
    found["endorse"] = costs["statements"], costs["commits"]
    assert found == COSTS
