"""Two accounts turn out to be one person's, who may read what either was shown."""

import pytest

from services.kit.data.database import Database
from services.matching.followers import FOLLOWERS
from tests.matching.scenes.states import PERSON, an_id, made_at_noon
from tests.support import callers
from tests.support.api import Api, assert_problem
from tests.support.callers import HUSBANKEN
from tests.support.events import received

person = made_at_noon(callers.person)
pytestmark = pytest.mark.usefixtures("at_noon")


def test_suggestions_are_the_persons_who_stays(followed: Api, database: Database) -> None:
    ended, stays = person("employee", HUSBANKEN, sub=PERSON), person("employee", HUSBANKEN, sub=an_id(77))
    shown = followed.get(f"/v1/experts/{an_id(1)}/opportunities", ended)
    path = f"/v1/suggestions/{shown.headers['Suggestion-Id']}"
    assert_problem(followed.get(path, stays), 404, "not-found")
    event = received("person.joined", an_id(77), persons=[an_id(77), PERSON], memberships=[])
    with database.write() as session:
        FOLLOWERS[0].handlers["person.joined"](session, event)
    assert followed.get(path, stays).status_code == 200
