"""What each verb of the main job asks of the database. The numbers may only fall."""

from services.kit.data.database import Database
from tests.placements.factories import Cast
from tests.support.costs import counted

COSTS = {"invite": (17, 1), "accept": (21, 1), "decide": (18, 1), "agree": (23, 1)}  # statements, commits


def test_verbs_ask_no_more_than_they_did(cast: Cast, database: Database) -> None:
    found = {}
    with counted(database) as costs:
        offered = cast.offered()
    found["invite"] = costs["statements"], costs["commits"]
    with counted(database) as costs:
        placement = str(cast.accept(offered).json()["placement_id"])
    found["accept"] = costs["statements"], costs["commits"]
    for verb, decider in (("decide", cast.host), ("agree", cast.home)):
        with counted(database) as costs:
            cast.decide(decider, placement)
        found[verb] = costs["statements"], costs["commits"]
    assert found == COSTS
