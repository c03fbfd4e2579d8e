"""What needs does on a schedule."""

from datetime import timedelta

from services.kit import clock
from services.kit.data.database import Database
from services.needs.jobs import close_lapsed_needs
from services.needs.repository.needs import Needs
from services.needs.service import close_settled, lapse_late
from tests.needs.factories import posted
from tests.needs.followed import Followed
from tests.support.api import Api
from tests.support.callers import HUSBANKEN, person, service


def after(days: int, api: Api, database: Database) -> dict[str, tuple[str, str | None]]:
    """The state and outcome of Husbanken's needs, once the job has run so many days from now."""
    with clock.stopped_at(clock.now() + timedelta(days=days)):
        close_lapsed_needs(database)
        host = person("requester", HUSBANKEN)
        listed = [item["id"] for item in api.get("/v1/needs?mine=true", host).json()["items"]]
        needs = [api.get(f"/v1/needs/{need_id}", host).json() for need_id in listed]
    return {need["id"]: (need["state"], need["outcome"]) for need in needs}


class TestCloseLapsedNeeds:
    def test_closes_open_needs_after_their_last_start(self, api: Api, database: Database) -> None:
        need_id, _ = posted(api)
        assert after(101, api, database) == {need_id: ("lapsed", None)}
        assert after(101, api, database) == {need_id: ("closed", "no_candidate_found")}
        (*_, lapsed, event) = api.get("/v1/events", service("needs", of="notify")).json()
        assert (lapsed["type"], lapsed["data"]["codes"]) == ("need.lapsed", {})
        assert (event["type"], event["data"]["codes"]) == ("need.closed", {"outcome": "no_candidate_found"})

    def test_leaves_the_last_day(self, api: Api, database: Database) -> None:
        need_id, _ = posted(api)
        assert after(100, api, database) == {need_id: ("open", None)}

    def test_closes_drafts_that_nobody_published_in_time(self, api: Api, database: Database) -> None:
        draft, _ = posted(api, publish=False)
        assert after(101, api, database) == {draft: ("closed", "no_longer_required")}

    def test_what_is_on_hold_lapses_too(self, api: Api, database: Database) -> None:
        held, host = posted(api)
        api.post(f"/v1/needs/{held}/hold", host)
        assert after(101, api, database) == {held: ("lapsed", None)}
        assert after(101, api, database) == {held: ("closed", "no_candidate_found")}

    def test_what_was_filled_on_hold_is_filled_and_waits_for_the_first_day(self, api: Api, database: Database) -> None:
        held, host = posted(api)
        api.post(f"/v1/needs/{held}/hold", host)
        Followed(database, held).agree()
        assert after(101, api, database) == after(101, api, database) == {held: ("filled", None)}

    def test_leaves_a_lapsed_need_while_something_is_under_way(self, api: Api, database: Database) -> None:
        need_id, _ = posted(api)
        followed = Followed(database, need_id)
        candidacy = followed.candidacy("applied")
        assert after(101, api, database) == after(101, api, database) == {need_id: ("lapsed", None)}
        followed.candidacy("expired", candidacy)
        assert after(101, api, database) == {need_id: ("closed", "no_candidate_found")}

    def test_goes_on_after_a_full_batch(self, api: Api, database: Database) -> None:
        needs = [posted(api)[0] for _ in range(3)]
        with clock.stopped_at(clock.now() + timedelta(days=101)), database.write() as session:
            lapsed = [lapse_late(Needs(session), on=clock.today(), limit=2) for _ in range(3)]
            closed = [close_settled(Needs(session), limit=2) for _ in range(3)]
        assert lapsed == closed == [2, 1, 0]
        assert after(101, api, database) == dict.fromkeys(needs, ("closed", "no_candidate_found"))
