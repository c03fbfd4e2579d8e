"""Another body takes the place of one that planned."""

import pytest

from services.matching.followers import FOLLOWERS
from tests.matching.scenes.plans import COORDINATOR, asked, person
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, LANEKASSEN
from tests.support.events import received

pytestmark = pytest.mark.usefixtures("at_noon")


def test_its_plans_are_the_successors(market: Api) -> None:
    path = f"/v1/plans/{asked(market)['id']}"
    event = received("organisation.succeeded", BAERUM, orgs=[BAERUM, LANEKASSEN], successor=LANEKASSEN)
    with market.app.state.database.write() as session:
        FOLLOWERS[0].handlers[event.type](session, event)
    assert market.get(path, person("coordinator", LANEKASSEN)).status_code == 200
    assert_problem(market.get(path, COORDINATOR), 404, "not-found")
