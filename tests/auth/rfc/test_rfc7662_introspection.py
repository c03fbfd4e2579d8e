"""Introspection (RFC 7662): for authenticated clients, of the tokens that concern them."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from services.auth.accounts.disablement import disable_person
from services.auth.audit.service import OPERATOR
from services.auth.main import create_app
from services.auth.people.models import Membership
from services.auth.people.repository import People
from services.auth.roles.service import set_role
from services.auth.sessions.models import LoginSession
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.access.revocations import OwnFeed, Revocations
from services.kit.data.database import Database
from services.kit.web.application import Overrides
from services.scheme.roles import Role
from tests.auth.scenes.clients import a_client
from tests.auth.scenes.members import a_member
from tests.auth.scenes.sessions import the_session
from tests.auth.scenes.tokens import SECRET, assert_refused, tokens_of
from tests.support.api import Api
from tests.support.callers import HUSBANKEN, LANEKASSEN, a_token, person

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
INACTIVE = {"active": False}
Credentials = tuple[str, str]


@pytest.fixture
def me(database: Database) -> UUID:
    return a_member(database)


@pytest.fixture
def token(real_api: Api, database: Database, me: UUID) -> str:
    return str(tokens_of(real_api, database, me)["access_token"])


def introspect(api: Api, token: str, auth: Credentials = ("placements", SECRET), **more: str) -> httpx.Response:
    return api.post("/oauth/introspect", data={"token": token, **more}, auth=auth)


def a_system(api: Api, orgnr: str) -> Credentials:
    """The credentials of a body's own client."""
    made = api.post("/v1/clients", person("coordinator", orgnr), json=a_client()).json()
    return made["client_id"], made["secret"]


def token_of(api: Api, system: Credentials) -> str:
    granted: dict[str, Any] = api.post("/oauth/token", data={"grant_type": "client_credentials"}, auth=system).json()
    return str(granted["access_token"])


class TestALiveToken:
    def test_is_described_to_a_service(self, real_api: Api, database: Database, me: UUID, token: str) -> None:
        answer = introspect(real_api, token)
        body = answer.json()
        assert answer.headers["Cache-Control"] == "no-store"
        assert (body["active"], body["token_type"], body["sub"]) == (True, "Bearer", str(me))
        assert (body["org"], body["client_id"], body["sid"]) == (HUSBANKEN, "cli", str(the_session(database).id))
        assert body["exp"] - body["iat"] == 600

    def test_is_described_to_the_system_it_was_given_to(self, real_api: Api, api: Api) -> None:
        system = a_system(api, HUSBANKEN)
        body = introspect(real_api, token_of(real_api, system), system).json()
        assert (body["active"], body["client_id"], body["person"]) == (True, system[0], False)

    def test_whatever_the_hint(self, real_api: Api, token: str) -> None:
        assert introspect(real_api, token, token_type_hint="refresh_token").json()["active"]


class TestIsNotActive:
    def test_for_another_bodys_system(self, real_api: Api, api: Api, token: str) -> None:
        mine, other = a_system(api, HUSBANKEN), a_system(api, LANEKASSEN)
        assert introspect(real_api, token, other).json() == INACTIVE
        assert introspect(real_api, token, mine).json() == INACTIVE, "a person's, through another client"
        assert introspect(real_api, token_of(real_api, mine), other).json() == INACTIVE

    def test_for_a_service_it_may_not_be_sent_to(self, real_api: Api) -> None:
        form = {"grant_type": "client_credentials", "resource": "pool"}
        token = real_api.post("/oauth/token", data=form, auth=("needs", SECRET)).json()["access_token"]
        assert introspect(real_api, token).json() == INACTIVE
        assert introspect(real_api, token, ("pool", SECRET)).json()["active"]

    @pytest.mark.parametrize("token", ["x", "a.b.c", "x" * 9000, "\u00e6"])
    def test_where_it_is_none(self, real_api: Api, token: str) -> None:
        assert introspect(real_api, token).json() == INACTIVE

    def test_where_another_key_signed_it(self, real_api: Api) -> None:
        assert introspect(real_api, a_token()).json() == INACTIVE

    def test_where_it_is_a_refresh_token(self, real_api: Api, database: Database, me: UUID) -> None:
        assert introspect(real_api, tokens_of(real_api, database, me)["refresh_token"]).json() == INACTIVE

    def test_once_it_has_run_out(self, real_api: Api, database: Database, me: UUID) -> None:
        with clock.stopped_at(NOON) as move:
            token = tokens_of(real_api, database, me)["access_token"]
            move(timedelta(seconds=611))
            assert introspect(real_api, token).json() == INACTIVE

    def test_once_its_login_has_ended(self, real_api: Api, database: Database, token: str) -> None:
        with database.write() as session:
            session.query(LoginSession).update({"ended_at": clock.now(), "end_reason": "by_person"})
        assert introspect(real_api, token).json() == INACTIVE

    def test_once_its_membership_has_ended(self, real_api: Api, database: Database, token: str) -> None:
        with database.write() as session:
            session.query(Membership).update({"ended_at": clock.now()})
        assert introspect(real_api, token).json() == INACTIVE


class TestAsTheServicesSay:
    """auth learns of revocations from its own feed, as the other services do."""

    @pytest.fixture
    def revocations(self, database: Database) -> Revocations:
        return Revocations(OwnFeed(database))

    @pytest.fixture
    def listening(self, database: Database, revocations: Revocations) -> Api:
        return Api(create_app(AuthSettings(), overrides=Overrides(database=database, revocations=revocations)))

    @pytest.fixture
    def lowered(self, database: Database, me: UUID, token: str, revocations: Revocations) -> None:
        with database.write() as session:
            people = People(session)
            (membership,) = people.list_memberships_locked(me)
            set_role(people, membership, Role.EMPLOYEE, by=OPERATOR, forced=True)
        revocations.follow_once()

    def test_is_not_active_where_a_role_was_lost(self, listening: Api, lowered: None, token: str) -> None:
        assert introspect(listening, token).json() == INACTIVE

    def test_would_be_active_where_nobody_listened(self, real_api: Api, lowered: None, token: str) -> None:
        """The negative control: the login and the membership still exist."""
        assert introspect(real_api, token).json()["active"]

    def test_is_not_active_where_the_person_was_disabled(
        self, listening: Api, database: Database, me: UUID, token: str, revocations: Revocations
    ) -> None:
        assert introspect(listening, token).json()["active"]
        with database.write() as session:
            disable_person(People(session), People(session).get_locked(me), by=OPERATOR)
        revocations.follow_once()
        assert introspect(listening, token).json() == INACTIVE

    def test_is_not_active_where_the_clients_secret_leaked(
        self, listening: Api, real_api: Api, api: Api, revocations: Revocations
    ) -> None:
        made = api.post("/v1/clients", person("coordinator", HUSBANKEN), json=a_client()).json()
        token = token_of(real_api, (made["client_id"], made["secret"]))
        renewal = f"/v1/clients/{made['id']}/secret"
        renewed = api.post(renewal, person("coordinator", HUSBANKEN), json={"overlap_hours": 0}).json()
        assert introspect(real_api, token, (made["client_id"], renewed["secret"])).json()["active"], "the control"
        revocations.follow_once()
        assert introspect(listening, token, (made["client_id"], renewed["secret"])).json() == INACTIVE


class TestWhoMayAsk:
    def test_not_a_client_without_a_secret(self, real_api: Api, token: str) -> None:
        answer = real_api.post("/oauth/introspect", data={"token": token, "client_id": "cli"})
        assert_refused(answer, "invalid_client", 401)

    def test_not_one_with_a_wrong_secret(self, real_api: Api, token: str) -> None:
        assert_refused(introspect(real_api, token, ("placements", "wrong")), "invalid_client", 401)

    def test_not_without_a_token(self, real_api: Api) -> None:
        answer = real_api.post("/oauth/introspect", data={"x": "y"}, auth=("placements", SECRET))
        assert_refused(answer, "invalid_request")
