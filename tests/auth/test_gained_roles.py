"""A role gained during a login: no token has it unless the login was proven by more than a password."""

from typing import Any

import httpx
import pytest

from services.auth.audit.models import AuditEntry
from services.auth.main import create_app
from services.auth.people.models import Membership
from services.auth.settings import AuthSettings
from services.kit.access.revocations import Revocations
from services.kit.data.database import Database
from services.kit.web.application import Overrides
from services.scheme.roles import Role
from tests.auth.scenes.devices import Person, begin, poll
from tests.auth.scenes.invitations import an_acceptance
from tests.auth.scenes.logins import redeem
from tests.auth.scenes.members import a_member
from tests.auth.scenes.sessions import the_session
from tests.auth.scenes.tokens import OFFLINE, a_code, assert_refused, claims_in, refresh
from tests.support.api import Api
from tests.support.callers import HUSBANKEN, StaticKeys, person

EMAIL = "fag@husbanken.example"
DECIDING = [Role.COORDINATOR, Role.BROKER, Role.ADMIN]


@pytest.fixture
def app(database: Database) -> Api:
    overrides = Overrides(database=database, keys=StaticKeys(), revocations=Revocations.nothing_revoked())
    return Api(create_app(AuthSettings(second_factor="required"), overrides=overrides))


def give(database: Database, role: str) -> None:
    with database.write() as session:
        session.query(Membership).update({"role": role})


def refreshed_with(app: Api, database: Database, role: str, *, methods: tuple[str, ...] = ("pwd",)) -> httpx.Response:
    """The answer to an employee's refresh token after the role was gained."""
    code = a_code(database, a_member(database, role="employee"), methods=methods, scope=OFFLINE)
    token = redeem(app, code).json()["refresh_token"]
    give(database, role)
    return refresh(app, token)


def assert_ended(database: Database) -> None:
    assert the_session(database).end_reason == "second_factor_missing"
    with database.read() as session:
        assert "session.ended" in [entry.action for entry in session.query(AuditEntry)]


class TestGainedRole:
    @pytest.mark.parametrize("role", DECIDING)
    def test_ends_a_login_by_password_at_the_refresh(self, app: Api, database: Database, role: Role) -> None:
        assert_refused(refreshed_with(app, database, role), "invalid_grant")
        assert_ended(database)

    def test_ends_it_at_the_code(self, app: Api, database: Database) -> None:
        code = a_code(database, a_member(database, role="employee"), methods=("pwd",))
        give(database, "coordinator")
        assert_refused(redeem(app, code), "invalid_grant")
        assert_ended(database)

    def test_ends_it_at_the_device(self, app: Api, database: Database) -> None:
        given = confirmed(app)
        give(database, "coordinator")
        assert_refused(poll(app, given), "invalid_grant")
        assert_ended(database)

    def test_is_in_the_token_of_a_login_with_two_factors_or_through_an_issuer(
        self, app: Api, database: Database
    ) -> None:
        for methods in (("pwd", "otp"), ("fed",)):
            me = a_member(database, role="employee", email=f"{methods[-1]}@husbanken.example")
            code = a_code(database, me, methods=methods)
            give(database, "coordinator")
            assert "coordinator" in claims_in(app, redeem(app, code).json())["roles"]

    def test_is_in_the_token_where_no_second_factor_is_required(self, api: Api, database: Database) -> None:
        """The negative control: the rule refuses, not the change of roles."""
        answer = refreshed_with(api, database, "coordinator")
        assert "coordinator" in claims_in(api, answer.json())["roles"]

    def test_of_no_weight_needs_no_second_factor(self, app: Api, database: Database) -> None:
        answer = refreshed_with(app, database, "requester")
        assert claims_in(app, answer.json())["roles"] == ["employee", "requester"]


def confirmed(app: Api) -> dict[str, Any]:
    """A device's code that an employee has confirmed after logging in with a password."""
    asked = {"email": EMAIL, "role": "employee", "hand_over": True}
    token = app.post("/v1/invitations", person("coordinator", HUSBANKEN), json=asked).json()["token"]
    app.post("/v1/invitations/acceptance", json=an_acceptance(token))
    given, somebody = begin(app), Person(app)
    somebody.reach_confirmation(given["user_code"], EMAIL)
    somebody.post(answer="yes")
    return given
