"""Tasks over HTTP."""

from datetime import timedelta
from urllib.parse import quote
from uuid import uuid4

import pytest

from services.kit import clock
from services.kit.data.database import Database
from tests.notify.factories import Story, handle
from tests.notify.pages import items_of
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, TOLL, machine, person


class TestTasks:
    def test_have_everything_the_reader_needs(self, api: Api, database: Database, story: Story) -> None:
        handle(database, story.proposed(decided=["employee"], terms_version=2))
        (task,) = items_of(api, "/v1/tasks", person("coordinator", BAERUM))
        assert (task["kind"], task["subject"], task["due"]) == (
            "decide_as_home",
            story.placement,
            "2026-12-20T11:00:00Z",
        )
        assert task["text"].startswith("En av deres ansatte skal hospitere i en annen virksomhet. Les versjon 2")
        assert task["waiting_for"] == ["home", "host"]
        assert [(one["party"], one["decision"], one["terms_version"]) for one in task["answered"]] == [
            ("employee", "approve", 2)
        ]
        assert task["call"] == {
            "method": "POST",
            "path": f"/placements/v1/placements/{story.placement}/decisions",
            "body": {"decision": "approve", "terms_version": 2},
        }

    def test_come_by_their_deadline_and_without_one_at_the_end(
        self, api: Api, database: Database, story: Story
    ) -> None:
        handle(database, story.event("expert.submitted"), story.proposed(decided=[]), Story().event("expert.submitted"))
        home = person("coordinator", BAERUM)
        kinds = ["endorse_expert", "decide_as_home", "endorse_expert"]
        assert [one["kind"] for one in items_of(api, "/v1/tasks", home)] == kinds
        soonest = items_of(api, "/v1/tasks?order=soonest", home)
        assert [one["kind"] for one in soonest] == ["decide_as_home", "endorse_expert", "endorse_expert"]
        assert items_of(api, "/v1/tasks?order=newest", home) == items_of(api, "/v1/tasks", home)[::-1]
        first = api.get("/v1/tasks?order=soonest&limit=2", home)
        rest = api.get(first.headers["Link"].split(">")[0].lstrip("<"), home)
        assert first.json()["items"] + rest.json()["items"] == soonest

    def test_are_found_by_kind_and_id(self, api: Api, database: Database, story: Story) -> None:
        handle(database, story.event("expert.submitted"), story.proposed(decided=[]))
        home = person("coordinator", BAERUM)
        endorse, decide = items_of(api, "/v1/tasks", home)
        assert items_of(api, "/v1/tasks?kind=endorse_expert", home) == [endorse]
        assert items_of(api, "/v1/tasks?kind=endorse_expert,decide_as_home&order=soonest", home) == [decide, endorse]
        assert items_of(api, f"/v1/tasks?id={decide['id']}", home) == [decide]
        assert items_of(api, f"/v1/tasks?id={decide['id']}", person("coordinator", TOLL)) == []
        for query in ("kind=nosuch", "order=changed", "order=soonest&all=true", "id=x"):
            assert_problem(api.get(f"/v1/tasks?{query}", home), 422, "invalid")

    def test_are_found_by_what_has_changed_also_where_they_are_closed(
        self, api: Api, database: Database, story: Story
    ) -> None:
        home = person("coordinator", BAERUM)
        with clock.stopped_at(clock.now()) as move:
            handle(database, story.event("expert.submitted"), story.proposed(decided=[]))
            decide = items_of(api, "/v1/tasks?kind=decide_as_home", home)[0]
            move(timedelta(minutes=1))
            since = quote(clock.now().isoformat())
            handle(database, story.event("expert.endorsed"))
            move(timedelta(minutes=1))
            handle(database, story.decided("host"))
            changed = items_of(api, f"/v1/tasks?all=true&updated_since={since}&order=changed", home)
        assert [(one["kind"], one["closed_at"] is None) for one in changed] == [
            ("endorse_expert", False),
            ("decide_as_home", True),
        ]
        assert changed[1]["updated_at"] > decide["updated_at"]
        assert items_of(api, f"/v1/tasks?updated_since={since}&order=newest", home) == changed[1:]
        assert [one["kind"] for one in items_of(api, "/v1/tasks?all=true&order=changed", home)] == [
            "endorse_expert",
            "decide_as_home",
        ]
        refused = api.get("/v1/tasks?order=changed", home)
        assert_problem(refused, 422, "invalid")
        assert refused.json()["legal"] == ["oldest", "newest", "soonest"]

    def test_show_who_else_has_answered(self, api: Api, database: Database, story: Story) -> None:
        handle(database, story.proposed())
        home = person("coordinator", BAERUM)
        (before,) = items_of(api, "/v1/tasks", home)
        handle(database, story.decided("host"))
        (after,) = items_of(api, "/v1/tasks", home)
        assert [one["party"] for one in after["answered"]] == ["employee", "host"]
        assert after["waiting_for"] == ["home"]
        assert after["version"] > before["version"]

    def test_suggest_an_endorsement_for_a_year(self, api: Api, database: Database, story: Story) -> None:
        handle(database, story.event("expert.submitted"))
        (task,) = items_of(api, "/v1/tasks", person("coordinator", BAERUM))
        assert task["call"]["body"]["valid_until"] == str(clock.today() + timedelta(days=365))
        assert task["due"] is None
        assert task["waiting_for"] == ["home"]

    def test_are_shown_only_to_those_they_wait_for(self, api: Api, database: Database, story: Story) -> None:
        handle(database, story.event("candidacy.applied"), story.proposed(decided=[]), story.event("expert.submitted"))
        seen = {
            role: {task["kind"] for task in items_of(api, "/v1/tasks", headers)}
            for role, headers in {
                "employee": person("employee", BAERUM, sub=story.employee),
                "home": person("coordinator", BAERUM),
                "home colleague": person("requester", BAERUM),
                "host": person("coordinator", HUSBANKEN),
                "host requester": person("requester", HUSBANKEN),
                "host system": machine("coordinator", HUSBANKEN),
                "outside": person("coordinator", TOLL),
                "broker": person("broker", TOLL),
            }.items()
        }
        assert seen == {
            "employee": {"decide_as_employee"},
            "home": {"decide_as_home", "endorse_expert"},
            "home colleague": set(),
            "host": {"decide_as_host", "consider_application"},
            "host requester": {"consider_application"},
            "host system": {"decide_as_host", "consider_application"},
            "outside": set(),
            "broker": set(),
        }

    def test_closed_ones_are_shown_when_asked_for(self, api: Api, database: Database, story: Story) -> None:
        handle(database, story.event("expert.submitted"), story.event("expert.endorsed"))
        home = person("coordinator", BAERUM)
        assert items_of(api, "/v1/tasks", home) == []
        (task,) = items_of(api, "/v1/tasks?all=true", home)
        assert (task["closed_by"], task["call"], task["waiting_for"]) == ("expert.endorsed", None, [])

    def test_come_in_pages_oldest_first(self, api: Api, database: Database) -> None:
        for _ in range(3):
            handle(database, Story().event("expert.submitted"))
        home = person("coordinator", BAERUM)
        first = api.get("/v1/tasks?limit=2", home)
        second = api.get(first.headers["Link"].split(">")[0].lstrip("<"), home)
        moments = [task["opened_at"] for task in first.json()["items"] + second.json()["items"]]
        assert (len(moments), moments) == (3, sorted(moments))

    def test_one_is_not_found_by_others(self, api: Api, database: Database, story: Story) -> None:
        handle(database, story.event("expert.submitted"))
        (task,) = items_of(api, "/v1/tasks", person("coordinator", BAERUM))
        place = f"/v1/tasks/{task['id']}"
        own = api.get(place, person("coordinator", BAERUM))
        assert (own.json(), own.headers["ETag"][:3]) == (task, '"1-')
        assert_problem(api.get(place, person("coordinator", HUSBANKEN)), 404, "not-found")
        assert_problem(api.get(place, person("requester", BAERUM)), 404, "not-found")
        assert_problem(api.get(f"/v1/tasks/{uuid4()}", person("coordinator", BAERUM)), 404, "not-found")

    @pytest.mark.parametrize("path", ["/v1/tasks?closed=true", "/v1/tasks?all=perhaps", "/v1/tasks/1", "/v1/inbox/x"])
    def test_refuse_unknown_parameters_and_ids(self, api: Api, path: str) -> None:
        assert_problem(api.get(path, person("coordinator")), 422, "invalid")

    @pytest.mark.parametrize("path", ["/v1/tasks", "/v1/inbox", "/v1/deliveries"])
    def test_refuse_made_up_cursors(self, api: Api, path: str) -> None:
        assert_problem(api.get(f"{path}?cursor=zzz", person("employee")), 422, "invalid-cursor")
