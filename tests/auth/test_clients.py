"""OAuth clients of public bodies over HTTP."""

from typing import Any
from uuid import uuid4

import pytest

from services.kit.data.database import Database
from tests.auth.scenes.clients import a_client
from tests.auth.scenes.logins import logged_in
from tests.auth.scenes.members import a_coordinator
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, bearer, machine, person


class TestCreateClient:
    def test_gives_a_secret_once_that_gets_tokens(self, real_api: Api, database: Database) -> None:
        a_coordinator(database, real_api)
        headers = logged_in(real_api)
        created = real_api.post("/v1/clients", headers, json=a_client())
        assert created.status_code == 201
        assert "secret" not in real_api.get(created.headers["Location"], headers).json()
        client = created.json()
        form = {"grant_type": "client_credentials"}
        granted = real_api.post("/oauth/token", data=form, auth=(client["client_id"], client["secret"])).json()
        assert granted["scope"] == "organisation:read pool:read events:read"
        token = bearer(granted["access_token"])
        assert real_api.get(f"/v1/organisations/{HUSBANKEN}/members", token).status_code == 200
        assert_problem(real_api.post("/v1/clients", token, json=a_client()), 403, "person-required")

    def test_reads_what_concerns_its_body_without_persons(self, real_api: Api, database: Database) -> None:
        a_coordinator(database, real_api)
        a_coordinator(database, real_api, BAERUM, "hr@baerum.example")
        client = real_api.post("/v1/clients", logged_in(real_api), json=a_client()).json()
        form = {"grant_type": "client_credentials"}
        granted = real_api.post("/oauth/token", data=form, auth=(client["client_id"], client["secret"])).json()
        events = real_api.get("/v1/events", bearer(granted["access_token"])).json()
        assert [event["type"] for event in events] == ["organisation.joined", "membership.granted"]
        assert all(event["data"]["orgs"] == [HUSBANKEN] and "persons" not in event["data"] for event in events)

    def test_may_act_in_a_lesser_role(self, api: Api) -> None:
        created = api.post("/v1/clients", person("coordinator", HUSBANKEN), json=a_client(role="employee"))
        assert created.json()["role"] == "employee"

    def test_wants_a_token(self, api: Api) -> None:
        assert_problem(api.post("/v1/clients", json=a_client()), 401, "unauthenticated")

    def test_is_for_coordinators(self, api: Api) -> None:
        answer = api.post("/v1/clients", person("employee", HUSBANKEN), json=a_client())
        assert_problem(answer, 403, "not-permitted")

    def test_wants_a_person(self, api: Api) -> None:
        answer = api.post("/v1/clients", machine("coordinator", HUSBANKEN), json=a_client())
        assert_problem(answer, 403, "person-required")

    @pytest.mark.parametrize(
        ("changes", "pointer", "code"),
        [
            ({"scopes": []}, "/scopes", "too_short"),
            ({"scopes": ["feed:read"]}, "/scopes/0", "wrong_value"),
            ({"scopes": ["pool:read", "pool:read"]}, "/scopes", "repeated"),
            ({"role": "admin"}, "/role", "wrong_value"),
            ({"secret": "mine"}, "", "unknown_field"),
        ],
    )
    def test_points_at_what_is_wrong(self, api: Api, changes: dict[str, Any], pointer: str, code: str) -> None:
        answer = api.post("/v1/clients", person("coordinator", HUSBANKEN), json=a_client(**changes))
        problem = assert_problem(answer, 422, "invalid")
        assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [(pointer, code)]


class TestListClients:
    def test_shows_the_bodys_own(self, api: Api) -> None:
        api.post("/v1/clients", person("coordinator", HUSBANKEN), json=a_client())
        mine = api.get("/v1/clients", person("coordinator", HUSBANKEN)).json()["items"]
        others = api.get("/v1/clients", person("coordinator", BAERUM)).json()["items"]
        assert [client["name"] for client in mine] == ["HR-systemet"]
        assert others == []

    def test_wants_a_token(self, api: Api) -> None:
        assert_problem(api.get("/v1/clients"), 401, "unauthenticated")

    def test_is_for_coordinators(self, api: Api) -> None:
        assert_problem(api.get("/v1/clients", person("employee")), 403, "not-permitted")


class TestReadClient:
    def test_does_not_know_foreign_ones(self, api: Api) -> None:
        created = api.post("/v1/clients", person("coordinator", HUSBANKEN), json=a_client()).json()
        for client_id in (created["id"], uuid4()):
            answer = api.get(f"/v1/clients/{client_id}", person("coordinator", BAERUM))
            assert_problem(answer, 404, "not-found")

    def test_wants_a_token(self, api: Api) -> None:
        assert_problem(api.get(f"/v1/clients/{uuid4()}"), 401, "unauthenticated")


class TestRemoveClient:
    def test_ends_what_a_leaked_secret_is_good_for(self, real_api: Api, database: Database) -> None:
        a_coordinator(database, real_api)
        headers = logged_in(real_api)
        created = real_api.post("/v1/clients", headers, json=a_client())
        form, client = {"grant_type": "client_credentials"}, created.json()
        leaked = (client["client_id"], client["secret"])
        assert real_api.post("/oauth/token", data=form, auth=leaked).status_code == 200
        removed = real_api.delete(f"/v1/clients/{client['id']}", headers)
        assert (removed.status_code, removed.json()["client_id"]) == (200, client["client_id"])
        refused = real_api.post("/oauth/token", data=form, auth=leaked)
        assert (refused.status_code, refused.json()["error"]) == (401, "invalid_client")
        assert_problem(real_api.get(f"/v1/clients/{client['id']}", headers), 404, "not-found")

    def test_does_not_know_foreign_ones(self, api: Api) -> None:
        created = api.post("/v1/clients", person("coordinator", HUSBANKEN), json=a_client()).json()
        for client_id in (created["id"], uuid4()):
            answer = api.delete(f"/v1/clients/{client_id}", person("coordinator", BAERUM))
            assert_problem(answer, 404, "not-found")
        assert api.get(f"/v1/clients/{created['id']}", person("coordinator", HUSBANKEN)).status_code == 200

    def test_wants_a_token(self, api: Api) -> None:
        assert_problem(api.delete(f"/v1/clients/{uuid4()}"), 401, "unauthenticated")

    def test_is_for_coordinators(self, api: Api) -> None:
        answer = api.delete(f"/v1/clients/{uuid4()}", person("requester", HUSBANKEN))
        assert_problem(answer, 403, "not-permitted")

    def test_wants_a_person(self, api: Api) -> None:
        answer = api.delete(f"/v1/clients/{uuid4()}", machine("coordinator", HUSBANKEN))
        assert_problem(answer, 403, "person-required")
