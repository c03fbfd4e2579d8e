"""The inbox over HTTP."""

from datetime import timedelta
from urllib.parse import quote

import pytest

from services.kit import clock
from services.kit.data.database import Database
from tests.notify.factories import Story, handle, member
from tests.notify.pages import items_of
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, person


class TestInbox:
    def test_shows_ones_own_the_newest_first(self, api: Api, database: Database, story: Story) -> None:
        handle(database, story.event("expert.endorsed", valid_until="2027-11-23"), story.event("expert.expired"))
        handle(database, Story().event("expert.expired"))
        mine = items_of(api, "/v1/inbox", person("employee", sub=story.employee))
        assert [message["code"] for message in mine] == ["expert_expired", "expert_endorsed"]
        assert mine[1]["title"] == "Du er anbefalt"
        assert "til og med 23. november 2027" in mine[1]["text"]
        assert (mine[1]["subject"], mine[1]["params"]) == (story.expert, {"valid_until": "2027-11-23"})

    def test_comes_in_pages_newest_first(self, api: Api, database: Database, story: Story) -> None:
        for kind in ("returned", "endorsed", "expired"):
            handle(database, story.event(f"expert.{kind}"))
        me = person("employee", sub=story.employee)
        first = api.get("/v1/inbox?limit=2", me)
        second = api.get(first.headers["Link"].split(">")[0].lstrip("<"), me)
        codes = [message["code"] for message in first.json()["items"] + second.json()["items"]]
        assert codes == ["expert_expired", "expert_endorsed", "expert_returned"]
        assert second.json()["next"] is None

    def test_is_found_by_code_and_id_and_turned_round(self, api: Api, database: Database, story: Story) -> None:
        for kind in ("returned", "endorsed", "expired"):
            handle(database, story.event(f"expert.{kind}"))
        me = person("employee", sub=story.employee)
        expired, endorsed, returned = items_of(api, "/v1/inbox", me)
        assert items_of(api, "/v1/inbox?order=oldest", me) == [returned, endorsed, expired]
        assert items_of(api, "/v1/inbox?code=expert_expired,expert_returned", me) == [expired, returned]
        assert items_of(api, f"/v1/inbox?id={endorsed['id']}&unread=true", me) == [endorsed]
        assert items_of(api, f"/v1/inbox?id={endorsed['id']}", person("employee")) == []
        refused = api.get("/v1/inbox?code=nosuch", me)
        assert_problem(refused, 422, "invalid")
        assert "expert_expired" in refused.json()["legal"]
        assert_problem(api.get("/v1/inbox?order=soonest", me), 422, "invalid")

    def test_is_found_by_what_was_read_since(self, api: Api, database: Database, story: Story) -> None:
        me = person("employee", sub=story.employee)
        with clock.stopped_at(clock.now()) as move:
            for kind in ("returned", "endorsed", "expired"):
                handle(database, story.event(f"expert.{kind}"))
            _, endorsed, _ = items_of(api, "/v1/inbox", me)
            move(timedelta(minutes=1))
            since = quote(clock.now().isoformat())
            assert items_of(api, f"/v1/inbox?updated_since={since}", me) == []
            read = api.post(f"/v1/inbox/{endorsed['id']}/reading", me).json()
        assert items_of(api, f"/v1/inbox?updated_since={since}&order=oldest", me) == [read]
        assert items_of(api, f"/v1/inbox?updated_since={since}&unread=true", me) == []
        assert items_of(api, "/v1/inbox?order=changed", me)[2] == read
        assert_problem(api.get("/v1/inbox?order=changed&unread=true", me), 422, "invalid")

    def test_is_read_once(self, api: Api, database: Database, story: Story) -> None:
        handle(database, story.event("expert.expired"))
        me = person("employee", sub=story.employee)
        (message,) = items_of(api, "/v1/inbox?unread=true", me)
        read = api.post(f"/v1/inbox/{message['id']}/reading", me)
        assert (read.status_code, read.headers["Location"]) == (201, f"/notify/v1/inbox/{message['id']}")
        assert read.json()["read_at"] is not None
        again = api.post(f"/v1/inbox/{message['id']}/reading", me)
        assert again.json() == read.json() == api.get(f"/v1/inbox/{message['id']}", me).json()
        assert items_of(api, "/v1/inbox?unread=true", me) == []

    def test_reading_honours_an_idempotency_key(self, api: Api, database: Database, story: Story) -> None:
        handle(database, story.event("expert.expired"))
        me = person("employee", sub=story.employee)
        (message,) = items_of(api, "/v1/inbox", me)
        keyed = me | {"Idempotency-Key": "read-it"}
        first, again = (api.post(f"/v1/inbox/{message['id']}/reading", keyed) for _ in range(2))
        assert (again.status_code, again.json()) == (201, first.json())

    def test_of_others_is_not_found(self, api: Api, database: Database, story: Story) -> None:
        handle(database, story.event("expert.expired"))
        (message,) = items_of(api, "/v1/inbox", person("employee", sub=story.employee))
        for headers in (person("coordinator", BAERUM), person("admin", BAERUM)):
            assert_problem(api.get(f"/v1/inbox/{message['id']}", headers), 404, "not-found")
            assert_problem(api.post(f"/v1/inbox/{message['id']}/reading", headers), 404, "not-found")


class TestLanguage:
    TITLES = {"nb": "En anbefaling har gått ut", "nn": "Ei tilråding har gått ut", "en": "An endorsement has run out"}

    @pytest.mark.parametrize("language", TITLES)
    def test_is_what_the_request_asks_for(self, api: Api, database: Database, story: Story, language: str) -> None:
        handle(database, story.event("expert.expired"))
        headers = person("employee", sub=story.employee) | {"Accept-Language": language}
        assert items_of(api, "/v1/inbox", headers)[0]["title"] == self.TITLES[language]

    def test_is_else_what_the_person_chose(self, api: Api, database: Database, story: Story) -> None:
        handle(database, story.event("expert.expired"), story.event("candidacy.invited"))
        me = person("employee", sub=story.employee)
        api.put("/v1/preferences", me | {"If-Match": '"0"'}, json={"email": "at_once", "language": "nn"})
        inbox = items_of(api, "/v1/inbox", me)
        assert inbox[1]["title"] == self.TITLES["nn"]
        assert api.get("/v1/inbox", me).headers["Content-Language"] == "nn"
        assert api.post(f"/v1/inbox/{inbox[1]['id']}/reading", me).json()["title"] == self.TITLES["nn"]
        assert items_of(api, "/v1/tasks", me)[0]["text"].startswith("Ei verksemd spør")


class TestInboxOfAHost:
    def test_does_not_show_whom_an_invited_expert_works_for(self, api: Api, database: Database, story: Story) -> None:
        requester = member(database, "requester", HUSBANKEN)
        handle(database, story.event("candidacy.invited"), story.event("candidacy.declined", reason="personal"))
        page = api.get("/v1/inbox", person("requester", HUSBANKEN, sub=requester))
        assert [message["code"] for message in page.json()["items"]] == ["candidacy_declined"]
        assert BAERUM not in page.text
