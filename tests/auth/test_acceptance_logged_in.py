"""Somebody who is logged in accepts an invitation, with or without a password of their own."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx
import pytest
from sqlalchemy import update
from sqlmodel import col

from services.auth.people.models import Address
from services.auth.people.repository import People
from services.kit import clock
from services.kit.data.database import Database
from tests.auth.federation.scenes.people import a_person, roles_of
from tests.auth.scenes.invitations import an_invitation, mail_invitation
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, machine, person

PATH = "/v1/me/memberships"
MINE, OTHERS = "fag@husbanken.example", "nabo@husbanken.example"


@pytest.fixture
def me(database: Database) -> UUID:
    """Somebody of Husbanken without a password, whose address nobody has proved."""
    return a_person(database, HUSBANKEN, email=MINE, role="employee")


def join(api: Api, person_id: UUID, token: str) -> httpx.Response:
    return api.post(PATH, person("employee", HUSBANKEN, sub=str(person_id)), json={"token": token})


def handed_over(api: Api, email: str = MINE) -> str:
    asked = an_invitation(email=email, role="requester")
    token: str = api.post("/v1/invitations", person("coordinator", BAERUM), json=asked).json()["token"]
    return token


def prove(database: Database, person_id: UUID) -> None:
    with database.write() as session:
        session.execute(update(Address).where(col(Address.person_id) == person_id).values(proven_at=clock.now()))


class TestJoinOrganisation:
    def test_needs_no_password(self, api: Api, database: Database, me: UUID) -> None:
        answer = join(api, me, mail_invitation(api, database, BAERUM, email=MINE))
        assert (answer.status_code, answer.json()["id"], answer.json()["orgnr"]) == (201, str(me), BAERUM)
        assert roles_of(database, me) == {HUSBANKEN: "employee", BAERUM: "employee"}

    def test_proves_the_address_by_a_mailed_link(self, api: Api, database: Database, me: UUID) -> None:
        join(api, me, mail_invitation(api, database, BAERUM, email=MINE))
        with database.read() as session:
            assert People(session).is_proven(MINE)

    def test_takes_a_token_that_was_handed_over_where_the_address_is_proved(
        self, api: Api, database: Database, me: UUID
    ) -> None:
        token = handed_over(api)
        assert_problem(join(api, me, token), 404, "not-found")
        prove(database, me)
        assert join(api, me, token).json()["role"] == "requester"

    def test_is_for_whoever_was_invited(self, api: Api, database: Database, me: UUID) -> None:
        other = a_person(database, HUSBANKEN, email=OTHERS, role="employee")
        mailed, handed = mail_invitation(api, database, BAERUM, email=OTHERS), handed_over(api, OTHERS)
        for token, refusal in ((mailed, (409, "address-in-use")), (handed, (404, "not-found"))):
            prove(database, other)
            assert_problem(join(api, me, token), *refusal)
            assert join(api, other, token).status_code == 201, "the control: it is open, and the other's"
        assert roles_of(database, me) == {HUSBANKEN: "employee"}

    def test_adds_the_address_that_a_mailed_one_proves(self, api: Api, database: Database, me: UUID) -> None:
        answer = join(api, me, mail_invitation(api, database, BAERUM, email=OTHERS))
        assert (answer.status_code, answer.json()["id"], answer.json()["email"]) == (201, str(me), MINE)
        mine = api.get("/v1/me/addresses", person("employee", HUSBANKEN, sub=str(me))).json()["items"]
        assert [(one["email"], one["proven_at"] is not None, one["primary"]) for one in mine] == [
            (MINE, False, True),
            (OTHERS, True, False),
        ]

    def test_is_for_nobody_where_the_address_has_no_account(self, api: Api, database: Database, me: UUID) -> None:
        assert_problem(join(api, me, handed_over(api, OTHERS)), 404, "not-found")

    def test_works_once(self, api: Api, database: Database, me: UUID) -> None:
        token = mail_invitation(api, database, BAERUM, email=MINE)
        assert join(api, me, token).status_code == 201
        assert_problem(join(api, me, token), 409, "invitation-not-open")
        assert_problem(join(api, me, "nothing like it"), 409, "invitation-not-open")

    def test_is_refused_once_it_ran_out_or_was_withdrawn(self, api: Api, database: Database, me: UUID) -> None:
        with clock.stopped_at(datetime(2026, 3, 2, 12, tzinfo=UTC)) as move:
            late = mail_invitation(api, database, BAERUM, email=MINE)
            move(timedelta(days=14))
            assert_problem(join(api, me, late), 409, "invitation-not-open")
        coordinator = person("coordinator", BAERUM)
        made = api.post("/v1/invitations", coordinator, json=an_invitation(email=MINE)).json()
        api.delete(f"/v1/invitations/{made['id']}", coordinator)
        assert_problem(join(api, me, made["token"]), 409, "invitation-not-open")

    def test_raises_a_role_in_ones_own_body(self, api: Api, database: Database, me: UUID) -> None:
        prove(database, me)
        asked = an_invitation(email=MINE, role="requester")
        token = api.post("/v1/invitations", person("coordinator", HUSBANKEN), json=asked).json()["token"]
        assert join(api, me, token).json()["roles"] == ["employee", "requester"]

    def test_is_for_people(self, api: Api) -> None:
        assert_problem(api.post(PATH, json={"token": "x"}), 401, "unauthenticated")
        assert_problem(api.post(PATH, machine("coordinator"), json={"token": "x"}), 403, "person-required")

    @pytest.mark.parametrize("asked", [{}, {"token": ""}, {"token": "x" * 101}, {"token": "x", "orgnr": BAERUM}])
    def test_wants_a_token_and_no_more(self, api: Api, me: UUID, asked: dict[str, str]) -> None:
        answer = api.post(PATH, person("employee", HUSBANKEN, sub=str(me)), json=asked)
        assert_problem(answer, 422, "invalid")
