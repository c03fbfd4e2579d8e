"""The names of several experts at once: for whom, and what of it the expert can see."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.kit import clock
from services.kit.data.database import Database
from services.pool.models import Disclosure
from tests.pool.factories import endorsed, signed_up
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN, person, service

NAME = "Tjenestedesigner, Bærum kommune"


def names(api: Api, headers: dict[str, str], *expert_ids: str) -> dict[str, str]:
    answer = api.get(f"/v1/names?experts={','.join(expert_ids)}", headers)
    assert answer.status_code == 200, answer.text
    found: dict[str, str] = answer.json()["names"]
    return found


def disclose(database: Database, expert_id: str, *, host: str, days: int = 9) -> None:
    with database.write() as session:
        ends = clock.now() + timedelta(days=days)
        case: dict[str, Any] = {"candidacy_id": f"case-{host}", "need_id": "a need", "host_org": host}
        session.add(Disclosure(**case, expert_id=UUID(expert_id), ends_at=ends, ended=False))


class TestWhoseNameOneMayKnow:
    def test_ones_own(self, api: Api) -> None:
        expert_id, me = signed_up(api)
        assert names(api, me, expert_id) == {expert_id: NAME}

    def test_ones_employees_as_coordinator(self, api: Api) -> None:
        mine, others = signed_up(api)[0], signed_up(api, org=LANEKASSEN)[0]
        assert names(api, person("coordinator", BAERUM), mine, others) == {mine: NAME}
        assert names(api, person("requester", BAERUM), mine, others) == {}

    def test_those_who_chose_to_be_named(self, api: Api) -> None:
        named, hidden = endorsed(api, named=True)[0], endorsed(api)[0]
        assert names(api, person("requester", HUSBANKEN), named, hidden) == {named: NAME}

    @pytest.mark.parametrize(("days", "known"), [(9, True), (-1, False)])
    def test_those_disclosed_to_ones_body_as_long_as_they_are(
        self, api: Api, database: Database, days: int, known: bool
    ) -> None:
        expert_id, _ = endorsed(api)
        disclose(database, expert_id, host=HUSBANKEN, days=days)
        assert names(api, person("requester", HUSBANKEN), expert_id) == ({expert_id: NAME} if known else {})
        assert names(api, person("requester", LANEKASSEN), expert_id) == {}

    def test_the_same_as_with_the_profile(self, api: Api, database: Database) -> None:
        ids = [endorsed(api, named=True)[0], endorsed(api)[0], endorsed(api)[0], signed_up(api)[0]]
        disclose(database, ids[1], host=HUSBANKEN)
        for reader in (person("requester", HUSBANKEN), person("coordinator", BAERUM), person("employee", BAERUM)):
            profiles = {one: api.get(f"/v1/experts/{one}", reader).json().get("name") for one in ids}
            assert names(api, reader, *ids) == {one: name for one, name in profiles.items() if name}


class TestLog:
    def readings(self, api: Api, me: dict[str, str]) -> int:
        return len(api.get("/v1/me/access-log", me).json()["items"])

    def test_has_each_reading_by_another_person_once(self, api: Api) -> None:
        (first, me), (second, other) = endorsed(api, named=True), endorsed(api, named=True)
        before = [self.readings(api, one) for one in (me, other)]
        names(api, person("requester", HUSBANKEN), first, second, first)
        assert [self.readings(api, one) for one in (me, other)] == [count + 1 for count in before]

    def test_has_none_of_ones_own_or_without_a_name(self, api: Api) -> None:
        expert_id, me = endorsed(api)
        before = self.readings(api, me)
        names(api, me, expert_id)
        names(api, person("requester", HUSBANKEN), expert_id)
        assert self.readings(api, me) == before


class TestAsked:
    @pytest.mark.parametrize("asked", ["", "x", "1,2", ",", "a" * 3701])
    def test_badly_is_refused(self, api: Api, asked: str) -> None:
        assert_problem(api.get(f"/v1/names?experts={asked}", person("requester")), 422, "invalid")

    def test_for_unknown_ones_is_nothing(self, api: Api) -> None:
        assert names(api, person("requester"), "00000000-0000-4000-8000-000000000000") == {}

    def test_without_a_login_is_refused(self, api: Api) -> None:
        assert_problem(api.get("/v1/names?experts=x"), 401, "unauthenticated")


class TestOfTasks:
    """What a sibling is told, for the tasks and messages of a reader whose token it has verified."""

    def names(self, api: Api, reader: str, org: str, roles: str, *expert_ids: str) -> dict[str, str]:
        asked = f"experts={','.join(expert_ids)}&reader={reader}&org={org}&roles={roles}"
        answer = api.get(f"/v1/task-names?{asked}", service("pool", of="notify"))
        assert answer.status_code == 200, answer.text
        found: dict[str, str] = answer.json()["names"]
        return found

    def test_are_those_that_the_reader_may_know(self, api: Api, database: Database) -> None:
        ids = [endorsed(api, named=True)[0], endorsed(api)[0], endorsed(api)[0], signed_up(api)[0]]
        disclose(database, ids[1], host=HUSBANKEN)
        for org, roles in ((HUSBANKEN, "employee,requester"), (BAERUM, "coordinator,employee"), (BAERUM, "employee")):
            reader = str(uuid4())
            own = names(api, person(roles.split(",")[-1 if org == HUSBANKEN else 0], org, sub=reader), *ids)
            assert self.names(api, reader, org, roles, *ids) == own

    def test_are_no_reading_of_a_profile(self, api: Api) -> None:
        expert_id, me = endorsed(api)
        before = len(api.get("/v1/me/access-log", me).json()["items"])
        assert self.names(api, str(uuid4()), BAERUM, "coordinator", expert_id) == {expert_id: NAME}
        assert len(api.get("/v1/me/access-log", me).json()["items"]) == before

    def test_are_for_siblings_only(self, api: Api) -> None:
        expert_id, _ = endorsed(api)
        asked = f"/v1/task-names?experts={expert_id}&reader={uuid4()}"
        assert_problem(api.get(asked, person("coordinator", BAERUM)), 403, "not-permitted")


class TestOfMails:
    """What a sibling is told, for mails to several readers whose roles it knows from auth's events."""

    def experts(self, api: Api, *readings: str) -> list[dict[str, Any] | None]:
        answer = api.get(f"/v1/reader-names?readings={','.join(readings)}", service("pool", of="notify"))
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any] | None] = answer.json()["experts"]
        return found

    def test_are_those_that_each_reader_may_know(self, api: Api, database: Database) -> None:
        (hidden, _), (known, _), reader = endorsed(api), endorsed(api), str(uuid4())
        disclose(database, known, host=HUSBANKEN)
        host, home = f"{reader}.{HUSBANKEN}.requester-employee", f"{reader}.{BAERUM}.coordinator-requester-employee"
        name = {"name": NAME, "own": False}
        assert self.experts(api, f"{hidden}.{host}", f"{known}.{host}", f"{hidden}.{home}") == [None, name, name]
        assert self.experts(api, f"{hidden}.{reader}.{BAERUM}.employee", f"{hidden}.{reader}") == [None, None]

    def test_say_whose_own_it_is(self, api: Api) -> None:
        me = str(uuid4())
        expert_id, _ = endorsed(api, sub=me)
        assert self.experts(api, f"{expert_id}.{me}") == [{"name": NAME, "own": True}]

    def test_are_no_reading_of_a_profile(self, api: Api) -> None:
        expert_id, me = endorsed(api)
        before = len(api.get("/v1/me/access-log", me).json()["items"])
        assert self.experts(api, f"{expert_id}.{uuid4()}.{BAERUM}.coordinator") != [None]
        assert len(api.get("/v1/me/access-log", me).json()["items"]) == before

    def test_are_for_siblings_only(self, api: Api) -> None:
        expert_id, _ = endorsed(api)
        asked = f"/v1/reader-names?readings={expert_id}.{uuid4()}"
        assert_problem(api.get(asked, person("coordinator", BAERUM)), 403, "not-permitted")

    @pytest.mark.parametrize("body", ["123456789.coordinator", f"{BAERUM}.king", f"{BAERUM}.", BAERUM, ""])
    def test_asked_badly_are_refused(self, api: Api, body: str) -> None:
        asked = f"/v1/reader-names?readings={uuid4()}.{uuid4()}.{body}"
        problem = assert_problem(api.get(asked, service("pool", of="notify")), 422, "invalid")
        assert problem["errors"][0]["pointer"] == "/readings"


class TestAtHome:
    """The home agency's own list, with names where they are asked for."""

    def listed(self, api: Api, query: str, org: str = BAERUM) -> dict[str, str | None]:
        answer = api.get(f"/v1/home/experts{query}", person("coordinator", org))
        return {one["id"]: one["name"] for one in answer.json()["items"]}

    def test_has_names_that_are_asked_for(self, api: Api) -> None:
        expert_id, _ = signed_up(api)
        assert self.listed(api, "") == {expert_id: None}
        assert self.listed(api, "?include=names") == {expert_id: NAME}
        assert self.listed(api, "?include=names", LANEKASSEN) == {}

    def test_is_one_entry_for_each_who_is_named(self, api: Api) -> None:
        people = [signed_up(api)[1] for _ in range(3)]

        def entries() -> list[int]:
            return [len(api.get("/v1/me/access-log", me).json()["items"]) for me in people]

        self.listed(api, "")
        assert entries() == [0, 0, 0]
        self.listed(api, "?include=names")
        assert entries() == [1, 1, 1]
