"""notify over HTTP."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.kit import clock
from services.kit.database import Database
from tests.notify.factories import Story, hear, member
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, TOLL, USER_SCOPES, machine, person, service

NOBODYS = "00000000-0000-4000-8000-000000000000"
ROUTES = [
    ("GET", "/v1/tasks"),
    ("GET", f"/v1/tasks/{NOBODYS}"),
    ("GET", "/v1/inbox"),
    ("GET", f"/v1/inbox/{NOBODYS}"),
    ("POST", f"/v1/inbox/{NOBODYS}/reading"),
    ("GET", "/v1/preferences"),
    ("PUT", "/v1/preferences"),
    ("GET", "/v1/deliveries"),
]
BODY = {"PUT": {"email": "off"}}


@pytest.fixture
def story() -> Story:
    return Story()


def items(api: Api, path: str, headers: dict[str, str]) -> list[dict[str, Any]]:
    answer = api.get(path, headers)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


@pytest.mark.parametrize(("method", "path"), ROUTES)
class TestEveryRoute:
    def test_wants_a_token(self, api: Api, method: str, path: str) -> None:
        assert_problem(api.request(method, path, json=BODY.get(method)), 401, "unauthenticated")

    def test_wants_the_scope(self, api: Api, method: str, path: str) -> None:
        headers = person("coordinator", scope=USER_SCOPES.replace("notify:read", ""))
        assert_problem(api.request(method, path, headers=headers, json=BODY.get(method)), 403, "not-permitted")

    def test_is_not_for_siblings(self, api: Api, method: str, path: str) -> None:
        headers = service("notify", of="pool")
        assert_problem(api.request(method, path, headers=headers, json=BODY.get(method)), 403, "not-permitted")


@pytest.mark.parametrize(("method", "path"), [route for route in ROUTES if "tasks" not in route[1]])
def test_what_is_personal_is_not_for_machines(api: Api, method: str, path: str) -> None:
    answer = api.request(method, path, headers=machine("coordinator"), json=BODY.get(method))
    assert_problem(answer, 403, "person-required")


class TestTasks:
    def test_say_all_there_is_to_know(self, api: Api, database: Database, story: Story) -> None:
        hear(database, story.proposed(decided=["employee"], terms_version=2))
        (task,) = items(api, "/v1/tasks", person("coordinator", BAERUM))
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

    def test_tell_who_else_has_answered(self, api: Api, database: Database, story: Story) -> None:
        hear(database, story.proposed())
        home = person("coordinator", BAERUM)
        (before,) = items(api, "/v1/tasks", home)
        hear(database, story.decided("host"))
        (after,) = items(api, "/v1/tasks", home)
        assert [one["party"] for one in after["answered"]] == ["employee", "host"]
        assert after["waiting_for"] == ["home"]
        assert after["version"] > before["version"]

    def test_suggest_an_endorsement_for_a_year(self, api: Api, database: Database, story: Story) -> None:
        hear(database, story.event("expert.submitted"))
        (task,) = items(api, "/v1/tasks", person("coordinator", BAERUM))
        assert task["call"]["body"]["valid_until"] == str(clock.today() + timedelta(days=365))
        assert task["due"] is None
        assert task["waiting_for"] == ["home"]

    def test_are_shown_to_whom_they_wait_for_only(self, api: Api, database: Database, story: Story) -> None:
        hear(database, story.event("candidacy.applied"), story.proposed(decided=[]), story.event("expert.submitted"))
        seen = {
            role: {task["kind"] for task in items(api, "/v1/tasks", headers)}
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
        hear(database, story.event("expert.submitted"), story.event("expert.endorsed"))
        home = person("coordinator", BAERUM)
        assert items(api, "/v1/tasks", home) == []
        (task,) = items(api, "/v1/tasks?all=true", home)
        assert (task["closed_by"], task["call"], task["waiting_for"]) == ("expert.endorsed", None, [])

    def test_come_in_pages_oldest_first(self, api: Api, database: Database) -> None:
        for _ in range(3):
            hear(database, Story().event("expert.submitted"))
        home = person("coordinator", BAERUM)
        first = api.get("/v1/tasks?limit=2", home)
        second = api.get(first.headers["Link"].split(">")[0].lstrip("<"), home)
        moments = [task["opened_at"] for task in first.json()["items"] + second.json()["items"]]
        assert (len(moments), moments) == (3, sorted(moments))

    def test_one_is_absent_for_others(self, api: Api, database: Database, story: Story) -> None:
        hear(database, story.event("expert.submitted"))
        (task,) = items(api, "/v1/tasks", person("coordinator", BAERUM))
        place = f"/v1/tasks/{task['id']}"
        own = api.get(place, person("coordinator", BAERUM))
        assert (own.json(), own.headers["ETag"][:3]) == (task, '"1-')
        assert_problem(api.get(place, person("coordinator", HUSBANKEN)), 404, "not-found")
        assert_problem(api.get(place, person("requester", BAERUM)), 404, "not-found")
        assert_problem(api.get(f"/v1/tasks/{uuid4()}", person("coordinator", BAERUM)), 404, "not-found")

    @pytest.mark.parametrize("path", ["/v1/tasks?closed=true", "/v1/tasks?all=perhaps", "/v1/tasks/1", "/v1/inbox/x"])
    def test_refuse_what_they_do_not_know(self, api: Api, path: str) -> None:
        assert_problem(api.get(path, person("coordinator")), 422, "invalid")

    @pytest.mark.parametrize("path", ["/v1/tasks", "/v1/inbox", "/v1/deliveries"])
    def test_refuse_made_up_cursors(self, api: Api, path: str) -> None:
        assert_problem(api.get(f"{path}?cursor=zzz", person("employee")), 422, "invalid-cursor")


class TestInbox:
    def test_shows_ones_own_the_newest_first(self, api: Api, database: Database, story: Story) -> None:
        hear(database, story.event("expert.endorsed", valid_until="2027-11-23"), story.event("expert.expired"))
        hear(database, Story().event("expert.expired"))
        mine = items(api, "/v1/inbox", person("employee", sub=story.employee))
        assert [message["code"] for message in mine] == ["expert_expired", "expert_endorsed"]
        assert mine[1]["title"] == "Du er anbefalt"
        assert "til og med 23. november 2027" in mine[1]["text"]
        assert (mine[1]["subject"], mine[1]["params"]) == (story.expert, {"valid_until": "2027-11-23"})

    def test_comes_in_pages_newest_first(self, api: Api, database: Database, story: Story) -> None:
        for kind in ("returned", "endorsed", "expired"):
            hear(database, story.event(f"expert.{kind}"))
        me = person("employee", sub=story.employee)
        first = api.get("/v1/inbox?limit=2", me)
        second = api.get(first.headers["Link"].split(">")[0].lstrip("<"), me)
        codes = [message["code"] for message in first.json()["items"] + second.json()["items"]]
        assert codes == ["expert_expired", "expert_endorsed", "expert_returned"]
        assert second.json()["next"] is None

    def test_is_read_once(self, api: Api, database: Database, story: Story) -> None:
        hear(database, story.event("expert.expired"))
        me = person("employee", sub=story.employee)
        (message,) = items(api, "/v1/inbox?unread=true", me)
        read = api.post(f"/v1/inbox/{message['id']}/reading", me)
        assert (read.status_code, read.headers["Location"]) == (201, f"/notify/v1/inbox/{message['id']}")
        assert read.json()["read_at"] is not None
        again = api.post(f"/v1/inbox/{message['id']}/reading", me)
        assert again.json() == read.json() == api.get(f"/v1/inbox/{message['id']}", me).json()
        assert items(api, "/v1/inbox?unread=true", me) == []

    def test_reading_honours_an_idempotency_key(self, api: Api, database: Database, story: Story) -> None:
        hear(database, story.event("expert.expired"))
        me = person("employee", sub=story.employee)
        (message,) = items(api, "/v1/inbox", me)
        keyed = me | {"Idempotency-Key": "read-it"}
        first, again = (api.post(f"/v1/inbox/{message['id']}/reading", keyed) for _ in range(2))
        assert (again.status_code, again.json()) == (201, first.json())

    def test_of_others_does_not_exist(self, api: Api, database: Database, story: Story) -> None:
        hear(database, story.event("expert.expired"))
        (message,) = items(api, "/v1/inbox", person("employee", sub=story.employee))
        for headers in (person("coordinator", BAERUM), person("admin", BAERUM)):
            assert_problem(api.get(f"/v1/inbox/{message['id']}", headers), 404, "not-found")
            assert_problem(api.post(f"/v1/inbox/{message['id']}/reading", headers), 404, "not-found")


class TestLanguage:
    TITLES = {"nb": "En anbefaling har gått ut", "nn": "Ei tilråding har gått ut", "en": "An endorsement has run out"}

    @pytest.mark.parametrize("language", TITLES)
    def test_is_what_the_request_asks_for(self, api: Api, database: Database, story: Story, language: str) -> None:
        hear(database, story.event("expert.expired"))
        headers = person("employee", sub=story.employee) | {"Accept-Language": language}
        assert items(api, "/v1/inbox", headers)[0]["title"] == self.TITLES[language]

    def test_is_else_what_the_person_chose(self, api: Api, database: Database, story: Story) -> None:
        hear(database, story.event("expert.expired"), story.event("candidacy.invited"))
        me = person("employee", sub=story.employee)
        api.put("/v1/preferences", me | {"If-Match": '"0"'}, json={"email": "at_once", "language": "nn"})
        inbox = items(api, "/v1/inbox", me)
        assert inbox[1]["title"] == self.TITLES["nn"]
        assert api.post(f"/v1/inbox/{inbox[1]['id']}/reading", me).json()["title"] == self.TITLES["nn"]
        assert items(api, "/v1/tasks", me)[0]["text"].startswith("Ei verksemd spør")


class TestPreferences:
    def test_are_mail_at_once_until_one_chooses(self, api: Api) -> None:
        sub = str(uuid4())
        me = person("employee", sub=sub)
        answer = api.get("/v1/preferences", me)
        assert answer.json() == {"id": sub, "version": 0, "email": "at_once", "language": None}
        assert answer.headers["ETag"].startswith('"0-')

    def test_are_chosen_and_changed(self, api: Api) -> None:
        me = person("employee", sub=str(uuid4()))
        first = api.put("/v1/preferences", me | {"If-Match": '"0"'}, json={"email": "off", "language": "en"})
        assert (first.status_code, first.headers["ETag"][:3]) == (200, '"1-')
        api.put("/v1/preferences", me | {"If-Match": '"1"'}, json={"email": "at_once"})
        assert api.get("/v1/preferences", me).json() | {"id": ""} == {
            "id": "",
            "version": 2,
            "email": "at_once",
            "language": None,
        }

    def test_need_if_match(self, api: Api) -> None:
        assert_problem(
            api.put("/v1/preferences", person("employee"), json={"email": "off"}), 428, "precondition-required"
        )

    def test_refuse_a_stale_version(self, api: Api) -> None:
        me = person("employee", sub=str(uuid4())) | {"If-Match": '"0"'}
        api.put("/v1/preferences", me, json={"email": "off"})
        assert_problem(api.put("/v1/preferences", me, json={"email": "at_once"}), 412, "stale")

    @pytest.mark.parametrize(
        ("body", "pointer", "code"),
        [
            ({"email": "weekly"}, "/email", "wrong_value"),
            ({"email": "off", "language": "se"}, "/language", "wrong_value"),
            ({}, "/email", "missing"),
            ({"email": "off", "sms": True}, "", "unknown_field"),
        ],
    )
    def test_say_what_is_wrong(self, api: Api, body: dict[str, Any], pointer: str, code: str) -> None:
        answer = api.put("/v1/preferences", person("employee") | {"If-Match": '"0"'}, json=body)
        problem = assert_problem(answer, 422, "invalid")
        assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [(pointer, code)]


class TestDeliveries:
    def test_show_ones_own(self, api: Api, database: Database, story: Story) -> None:
        coordinator = member(database, "coordinator", BAERUM)
        hear(database, story.event("expert.expired"))
        (mine,) = items(api, "/v1/deliveries", person("coordinator", BAERUM, sub=coordinator))
        (message,) = items(api, "/v1/inbox", person("coordinator", BAERUM, sub=coordinator))
        assert (mine["message_id"], mine["channel"], mine["state"]) == (message["id"], "email", "pending")
        assert items(api, "/v1/deliveries", person("coordinator", BAERUM)) == []


class TestHealth:
    def test_is_ready(self, api: Api) -> None:
        answer = api.get("/health/ready")
        assert answer.status_code == 200, answer.text


class TestInboxOfAHost:
    def test_does_not_say_whom_an_invited_expert_works_for(self, api: Api, database: Database, story: Story) -> None:
        requester = member(database, "requester", HUSBANKEN)
        hear(database, story.event("candidacy.invited"), story.event("candidacy.declined", reason="personal"))
        told = api.get("/v1/inbox", person("requester", HUSBANKEN, sub=requester))
        assert [message["code"] for message in told.json()["items"]] == ["candidacy_declined"]
        assert BAERUM not in told.text
