"""A person's own login sessions over HTTP."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from services.auth.audit.models import AuditEntry
from services.kit import clock
from services.kit.data.database import Database
from tests.auth.scenes.members import a_member
from tests.auth.scenes.tokens import refresh, tokens_of
from tests.support.api import Api, assert_problem
from tests.support.callers import bearer, machine

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SCOPE = "organisation:read account:manage offline_access"
PLACE = "/v1/me/sessions"


@pytest.fixture
def me(database: Database) -> UUID:
    return a_member(database)


def logged_in(api: Api, database: Database, person_id: UUID) -> dict[str, str]:
    return bearer(tokens_of(api, database, person_id, scope=SCOPE)["access_token"])


class TestListMySessions:
    def test_shows_where_one_is_logged_in_the_newest_first(self, real_api: Api, database: Database, me: UUID) -> None:
        logged_in(real_api, database, me)
        mine = logged_in(real_api, database, me)
        other = logged_in(real_api, database, a_member(database, email="andre@husbanken.example"))
        items = real_api.get(PLACE, mine).json()["items"]
        assert [item["current"] for item in items] == [True, False]
        assert (items[0]["client_id"], items[0]["methods"], items[0]["provider"]) == ("cli", ["pwd", "otp"], None)
        assert items[0]["scope"] == SCOPE
        assert len(real_api.get(PLACE, other).json()["items"]) == 1

    def test_leaves_out_those_that_are_over(self, real_api: Api, database: Database, me: UUID) -> None:
        with clock.stopped_at(NOON) as move:
            logged_in(real_api, database, me)
            move(timedelta(hours=24))
            assert len(real_api.get(PLACE, logged_in(real_api, database, me)).json()["items"]) == 1

    def test_goes_on_page_by_page(self, real_api: Api, database: Database, me: UUID) -> None:
        logged_in(real_api, database, me)
        mine = logged_in(real_api, database, me)
        first = real_api.get(f"{PLACE}?limit=1", mine).json()
        second = real_api.get(f"{PLACE}?limit=1&cursor={first['next']}", mine).json()
        assert second["next"] is None
        assert first["items"][0]["id"] != second["items"][0]["id"]

    def test_is_for_people(self, real_api: Api, api: Api) -> None:
        assert_problem(real_api.get(PLACE), 401, "unauthenticated")
        assert_problem(api.get(PLACE, machine("coordinator")), 403, "person-required")


class TestEndMySession:
    def test_ends_it_with_its_refresh_tokens(self, real_api: Api, database: Database, me: UUID) -> None:
        lost = tokens_of(real_api, database, me, scope=SCOPE)
        mine = logged_in(real_api, database, me)
        (other,) = [item for item in real_api.get(PLACE, mine).json()["items"] if not item["current"]]
        ended = real_api.delete(f"{PLACE}/{other['id']}", mine)
        assert (ended.status_code, ended.json()["version"]) == (200, 2)
        assert ended.json()["ended_at"] is not None
        assert refresh(real_api, lost["refresh_token"]).json()["error"] == "invalid_grant"
        assert len(real_api.get(PLACE, mine).json()["items"]) == 1
        with database.read() as session:
            (entry,) = session.query(AuditEntry).filter_by(action="session.ended").all()
        assert (entry.actor, str(entry.session_id)) == (str(me), other["id"])

    def test_changes_nothing_the_second_time(self, real_api: Api, database: Database, me: UUID) -> None:
        logged_in(real_api, database, me)
        mine = logged_in(real_api, database, me)
        (other,) = [item for item in real_api.get(PLACE, mine).json()["items"] if not item["current"]]
        answers = [real_api.delete(f"{PLACE}/{other['id']}", mine) for _ in range(2)]
        assert answers[0].json() == answers[1].json()

    def test_anothers_is_not_there(self, real_api: Api, database: Database, me: UUID) -> None:
        mine = logged_in(real_api, database, me)
        other = logged_in(real_api, database, a_member(database, email="andre@husbanken.example"))
        (foreign,) = real_api.get(PLACE, other).json()["items"]
        assert_problem(real_api.delete(f"{PLACE}/{foreign['id']}", mine), 404, "not-found")
        assert_problem(real_api.delete(f"{PLACE}/{uuid4()}", mine), 404, "not-found")
        assert len(real_api.get(PLACE, other).json()["items"]) == 1
