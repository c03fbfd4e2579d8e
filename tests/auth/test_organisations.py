"""Public bodies and their members over HTTP."""

import pytest

from services.kit.data.database import Database
from tests.auth.scenes.invitations import an_acceptance
from tests.auth.scenes.logins import logged_in
from tests.auth.scenes.members import a_coordinator
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, machine, person, service

UNKNOWN = "111111112"  # an invalid number: fails mod 11
ABSENT = "999999999"  # a valid number of no body in the scheme
OTHER = "hr-to@husbanken.example"
MEMBERS = f"/v1/organisations/{HUSBANKEN}/members"


class TestNames:
    def test_of_several_bodies_are_read_at_once(self, api: Api) -> None:
        names = api.get(f"/v1/organisation-names?orgnrs={BAERUM},{HUSBANKEN},999999999").json()["names"]
        assert set(names) == {BAERUM, HUSBANKEN}
        assert names[BAERUM] == api.get(f"/v1/organisations/{BAERUM}").json()["names"]

    @pytest.mark.parametrize("query", ["", "?orgnrs=", "?orgnrs=123", f"?orgnrs={BAERUM},", "?orgnrs=%00"])
    def test_badly_asked_for_are_refused(self, api: Api, query: str) -> None:
        assert_problem(api.get(f"/v1/organisation-names{query}"), 422, "invalid")


class TestListOrganisations:
    def test_shows_everybody_the_bodies(self, api: Api) -> None:
        page = api.get("/v1/organisations?limit=100").json()
        assert len(page["items"]) == 53
        assert page["next"] is None

    def test_goes_on_page_by_page(self, api: Api) -> None:
        first = api.get("/v1/organisations?limit=30")
        second = api.get(f"/v1/organisations?limit=30&cursor={first.json()['next']}")
        assert first.headers["Link"].endswith('rel="next"')
        numbers = {body["orgnr"] for page in (first, second) for body in page.json()["items"]}
        assert len(numbers) == 53

    def test_refuses_a_foreign_cursor(self, api: Api) -> None:
        assert_problem(api.get("/v1/organisations?cursor=x"), 422, "invalid-cursor")


class TestReadOrganisation:
    def test_names_a_body_in_three_languages(self, api: Api) -> None:
        body = api.get(f"/v1/organisations/{BAERUM}").json()
        assert body["level"] == "municipal"
        assert set(body["names"]) == {"nb", "nn", "en"}
        assert body["has_coordinator"] is False

    def test_says_when_there_is_a_coordinator(self, api: Api, database: Database) -> None:
        a_coordinator(database, api)
        assert api.get(f"/v1/organisations/{HUSBANKEN}").json()["has_coordinator"] is True

    def test_does_not_know_others(self, api: Api) -> None:
        assert_problem(api.get(f"/v1/organisations/{ABSENT}"), 404, "not-found")

    def test_wants_a_number_that_can_be_one(self, api: Api) -> None:
        assert_problem(api.get(f"/v1/organisations/{UNKNOWN}"), 422, "invalid")


class TestListMembers:
    def test_shows_a_coordinator_the_members(self, real_api: Api, database: Database) -> None:
        me = a_coordinator(database, real_api)
        (member,) = real_api.get(MEMBERS, logged_in(real_api)).json()["items"]
        assert (member["person_id"], member["name"], member["role"]) == (me["id"], me["name"], "coordinator")
        assert member["roles"] == ["coordinator", "employee", "requester"]

    def test_lets_the_hr_system_read_them_too(self, api: Api) -> None:
        assert api.get(MEMBERS, machine("coordinator", HUSBANKEN)).status_code == 200

    def test_wants_a_token(self, api: Api) -> None:
        assert_problem(api.get(MEMBERS), 401, "unauthenticated")

    def test_is_for_coordinators(self, api: Api) -> None:
        assert_problem(api.get(MEMBERS, person("requester", HUSBANKEN)), 403, "not-permitted")

    @pytest.mark.parametrize("orgnr", [HUSBANKEN, ABSENT])
    def test_answers_the_same_for_a_foreign_body_and_an_absent_one(self, api: Api, orgnr: str) -> None:
        answer = api.get(f"/v1/organisations/{orgnr}/members", person("coordinator", BAERUM))
        assert_problem(answer, 404, "not-found")

    def test_is_not_for_services(self, api: Api) -> None:
        assert_problem(api.get(MEMBERS, service("auth", of="pool")), 403, "not-permitted")


def two_coordinators(real_api: Api, database: Database) -> tuple[dict[str, str], list[dict[str, str]]]:
    """The headers of the first, and both memberships: a body's last coordinator cannot be removed."""
    a_coordinator(database, real_api)
    headers = logged_in(real_api)
    asked = {"email": OTHER, "role": "coordinator", "hand_over": True}
    token = real_api.post("/v1/invitations", headers, json=asked).json()["token"]
    joined = real_api.post("/v1/invitations/acceptance", json=an_acceptance(token, name="HR nummer to i Husbanken"))
    assert joined.status_code == 201, joined.text
    members = real_api.get(MEMBERS, headers).json()["items"]
    return headers, sorted(members, key=lambda member: member["email"] == OTHER)


class TestEndMembership:
    def test_takes_the_person_out_of_the_body(self, real_api: Api, database: Database) -> None:
        headers, (mine, other) = two_coordinators(real_api, database)
        assert real_api.delete(f"/v1/memberships/{other['id']}", headers).status_code == 200
        assert [one["id"] for one in real_api.get(MEMBERS, headers).json()["items"]] == [mine["id"]]
        assert_problem(real_api.delete(f"/v1/memberships/{other['id']}", headers), 404, "not-found")

    def test_is_emitted_to_the_other_services(self, real_api: Api, database: Database) -> None:
        headers, (_, other) = two_coordinators(real_api, database)
        real_api.delete(f"/v1/memberships/{other['id']}", headers)
        form = {"grant_type": "client_credentials", "resource": "auth"}
        token = real_api.post("/oauth/token", data=form, auth=("pool", "development-only")).json()["access_token"]
        *_, event, lone = real_api.get("/v1/events?limit=1000", {"Authorization": f"Bearer {token}"}).json()
        assert (event["type"], event["subject"]) == ("membership.ended", other["id"])
        assert (lone["type"], lone["subject"]) == ("organisation.one_coordinator", HUSBANKEN)
        codes = {"role": "coordinator"}
        assert event["data"] == {"version": 2, "orgs": [HUSBANKEN], "codes": codes, "persons": [other["person_id"]]}

    def test_does_not_know_of_a_foreign_membership(self, real_api: Api, database: Database) -> None:
        a_coordinator(database, real_api)
        (member,) = real_api.get(MEMBERS, logged_in(real_api)).json()["items"]
        a_coordinator(database, real_api, BAERUM, "hr@baerum.example")
        foreign = logged_in(real_api, "hr@baerum.example")
        assert_problem(real_api.delete(f"/v1/memberships/{member['id']}", foreign), 404, "not-found")

    def test_wants_a_person(self, api: Api) -> None:
        answer = api.delete(f"/v1/memberships/{'0' * 32}", machine("coordinator", HUSBANKEN))
        assert_problem(answer, 403, "person-required")

    def test_wants_a_token(self, api: Api) -> None:
        assert_problem(api.delete(f"/v1/memberships/{'0' * 32}"), 401, "unauthenticated")
