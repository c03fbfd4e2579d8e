"""What needs does about auth's and placements' events."""

from typing import Any
from uuid import uuid4

from services.kit.data.database import Database
from services.needs.followers import FOLLOWERS
from tests.needs.factories import edited, posted
from tests.support.api import Api, assert_problem
from tests.support.callers import HUSBANKEN, service
from tests.support.events import received

HANDLERS = {kind: handler for follower in FOLLOWERS for kind, handler in follower.handlers.items()}


class Placements:
    """Lets needs handle events of placements, each in a transaction of its own, as the follower does."""

    def __init__(self, database: Database, need_id: str) -> None:
        self._database = database
        self._need_id = need_id

    def handle(self, verb: str, placement: str, **codes: Any) -> None:
        event = received(f"placement.{verb}", placement, need_id=self._need_id, **codes)
        with self._database.write() as session:
            HANDLERS[event.type](session, event)

    def agree(self, count: int = 1) -> list[str]:
        placements = [str(uuid4()) for _ in range(count)]
        for placement in placements:
            self.handle("agreed", placement)
        return placements


def counted(api: Api, need_id: str, host: dict[str, str]) -> tuple[str, int]:
    need = api.get(f"/v1/needs/{need_id}", host).json()
    return need["state"], need["filled"]


def events(api: Api) -> list[str]:
    events = api.get("/v1/events", service("needs", of="notify")).json()
    return [event["type"].removeprefix("need.") for event in events]


class TestAgreed:
    def test_fills_a_need_of_one_place(self, api: Api, database: Database) -> None:
        need_id, host = posted(api)
        Placements(database, need_id).agree()
        assert counted(api, need_id, host) == ("filled", 1)
        assert events(api) == ["created", "opened", "filled"]

    def test_leaves_a_need_open_that_has_places_left(self, api: Api, database: Database) -> None:
        need_id, host = posted(api, places=2)
        before = api.get(f"/v1/needs/{need_id}", host).headers["ETag"]
        Placements(database, need_id).agree()
        assert counted(api, need_id, host) == ("open", 1)
        assert api.get(f"/v1/needs/{need_id}", host).headers["ETag"] != before
        assert events(api) == ["created", "opened"]

    def test_publishes_the_count_for_matching(self, api: Api, database: Database) -> None:
        need_id, _ = posted(api, places=2)
        Placements(database, need_id).agree()
        (item,) = api.get("/v1/match-needs", service("needs", of="matching")).json()["items"]
        assert (item["state"]["state"], item["state"]["filled"]) == ("open", 1)

    def test_is_counted_once_however_often_it_is_read(self, api: Api, database: Database) -> None:
        need_id, host = posted(api, places=2)
        placements = Placements(database, need_id)
        (placement,) = placements.agree()
        placements.handle("agreed", placement)
        assert counted(api, need_id, host) == ("open", 1)

    def test_waits_for_a_held_need_to_be_resumed(self, api: Api, database: Database) -> None:
        need_id, host = posted(api)
        api.post(f"/v1/needs/{need_id}/hold", host)
        Placements(database, need_id).agree()
        assert counted(api, need_id, host) == ("on_hold", 1)
        assert api.delete(f"/v1/needs/{need_id}/hold", host).json()["state"] == "filled"
        assert events(api)[-2:] == ["resumed", "filled"]

    def test_counts_for_a_closed_need_without_opening_it(self, api: Api, database: Database) -> None:
        need_id, host = posted(api)
        api.post(f"/v1/needs/{need_id}/closure", host, json={"outcome": "other"})
        placements = Placements(database, need_id)
        (placement,) = placements.agree()
        assert counted(api, need_id, host) == ("closed", 1)
        placements.handle("cancelled", placement, was="agreed")
        assert counted(api, need_id, host) == ("closed", 0)

    def test_can_overtake_the_loss_of_a_place(self, api: Api, database: Database) -> None:
        need_id, host = posted(api)
        Placements(database, need_id).agree(2)
        assert counted(api, need_id, host) == ("filled", 2)

    def test_of_an_unknown_need_does_nothing(self, api: Api, database: Database) -> None:
        Placements(database, str(uuid4())).agree()
        assert events(api) == []


class TestPlacesGivenBack:
    def test_a_cancelled_agreement_reopens_the_need(self, api: Api, database: Database) -> None:
        need_id, host = posted(api)
        placements = Placements(database, need_id)
        (placement,) = placements.agree()
        placements.handle("cancelled", placement, was="agreed")
        assert counted(api, need_id, host) == ("open", 0)
        assert events(api) == ["created", "opened", "filled", "reopened"]

    def test_an_early_end_reopens_the_need(self, api: Api, database: Database) -> None:
        need_id, host = posted(api, places=2)
        placements = Placements(database, need_id)
        placement, _ = placements.agree(2)
        placements.handle("ended_early", placement)
        assert counted(api, need_id, host) == ("open", 1)

    def test_a_place_is_given_back_once(self, api: Api, database: Database) -> None:
        need_id, host = posted(api, places=2)
        placements = Placements(database, need_id)
        placement, _ = placements.agree(2)
        placements.handle("ended_early", placement)
        placements.handle("ended_early", placement)
        assert counted(api, need_id, host) == ("open", 1)

    def test_what_was_given_back_is_not_counted_anew(self, api: Api, database: Database) -> None:
        need_id, host = posted(api)
        placements = Placements(database, need_id)
        (placement,) = placements.agree()
        placements.handle("cancelled", placement, was="agreed")
        placements.handle("agreed", placement)
        assert counted(api, need_id, host) == ("open", 0)

    def test_a_proposal_that_was_cancelled_had_no_place(self, api: Api, database: Database) -> None:
        need_id, host = posted(api)
        placements = Placements(database, need_id)
        (placement,) = placements.agree()
        placements.handle("cancelled", placement, was="proposed")
        placements.handle("cancelled", str(uuid4()), was="agreed")
        assert counted(api, need_id, host) == ("filled", 1)


class TestPlacesEdited:
    def test_cannot_be_fewer_than_are_agreed(self, api: Api, database: Database) -> None:
        need_id, host = posted(api, places=3)
        Placements(database, need_id).agree(2)
        etag = api.get(f"/v1/needs/{need_id}", host).headers["ETag"]
        answer = api.put(f"/v1/needs/{need_id}", host | {"If-Match": etag}, json=edited(places=1))
        problem = assert_problem(answer, 422, "places-taken")
        assert (problem["filled"], problem["errors"][0]["pointer"]) == (2, "/places")

    def test_as_many_as_are_agreed_fill_the_need_and_more_reopen_it(self, api: Api, database: Database) -> None:
        need_id, host = posted(api, places=2)
        Placements(database, need_id).agree()
        for places, state in ((1, "filled"), (2, "open")):
            etag = api.get(f"/v1/needs/{need_id}", host).headers["ETag"]
            answer = api.put(f"/v1/needs/{need_id}", host | {"If-Match": etag}, json=edited(places=places))
            assert answer.json()["state"] == state
        assert events(api)[-4:] == ["updated", "filled", "updated", "reopened"]


class TestOrganisationJoined:
    def test_puts_its_kind_on_its_published_needs(self, api: Api, database: Database) -> None:
        need_id, _ = posted(api)
        draft_id, _ = posted(api, publish=False)
        event = received("organisation.joined", HUSBANKEN, level="state", sector="housing")
        with database.write() as session:
            HANDLERS[event.type](session, event)
        items = api.get("/v1/match-needs", service("needs", of="matching")).json()["items"]
        shown = {item["id"]: item["state"] for item in items}
        assert (shown[need_id]["sector"], shown[need_id]["level"]) == ("housing", "state")
        assert shown[draft_id] is None


class TestBodyThatLeft:
    def test_has_its_needs_closed_drafts_too(self, api: Api, database: Database) -> None:
        need_id, host = posted(api)
        draft, _ = posted(api, publish=False)
        event = received("organisation.left", HUSBANKEN)
        with database.write() as session:
            HANDLERS["organisation.left"](session, event)
        for closed in (need_id, draft):
            need = api.get(f"/v1/needs/{closed}", host).json()
            assert (need["state"], need["outcome"]) == ("closed", "no_longer_required")
