"""A body's own app: registered without a secret, for the people who act for that body and nobody else."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest

from services.auth.clients.models import Client
from services.auth.login.errors import WrongRedirect
from services.auth.login.steps import AskConsent, AskLogin, GoBack
from services.auth.pages.errors import BrowserRedirect
from services.auth.people.models import Membership
from services.kit.data.database import Database
from tests.auth.scenes.apps import BACK, SCOPES, an_app, redeem_at, register_app, returned_to_app, step, wanted_by
from tests.auth.scenes.clients import a_client
from tests.auth.scenes.logins import a_browser
from tests.auth.scenes.members import a_member
from tests.auth.scenes.page_checks import faults_of
from tests.auth.scenes.sessions import the_session
from tests.auth.scenes.signers import public
from tests.auth.scenes.tokens import refresh
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, ISSUER, person


def hr() -> dict[str, str]:
    return person("coordinator", HUSBANKEN)


@pytest.fixture
def me(database: Database) -> UUID:
    return a_member(database, role="employee")


@pytest.fixture
def app(api: Api) -> dict[str, Any]:
    return register_app(api)


class TestRegistering:
    def test_gives_no_secret_and_no_role(self, api: Api, app: dict[str, Any]) -> None:
        assert (app["secret"], app["role"], app["orgnr"], app["scopes"]) == (None, None, HUSBANKEN, SCOPES)
        assert app["redirect_uris"] == [BACK]
        assert api.get("/v1/clients", hr()).json()["items"][0]["id"] == app["id"]

    @pytest.mark.parametrize(
        ("changes", "pointer", "code"),
        [
            ({"redirect_uris": []}, "", "redirect_missing"),
            ({"redirect_uris": [BACK, BACK]}, "/redirect_uris", "repeated"),
            ({"redirect_uris": [BACK, "http://app.example/x"]}, "/redirect_uris/1", "wrong_redirect"),
            ({"post_logout_redirect_uris": ["javascript:alert(1)"]}, "/post_logout_redirect_uris/0", "wrong_redirect"),
            ({"role": "employee"}, "", "role_unused"),
            ({"jwks": {"keys": [public()]}}, "", "keys_unused"),
            ({"scopes": ["feed:read"]}, "/scopes/0", "wrong_value"),
            ({"scopes": ["pool:read", "account:manage"]}, "/scopes/1", "wrong_value"),  # of other bodies' logins too
            ({"token_endpoint_auth_method": "client_secret_basic"}, "", "app_only"),
        ],
    )
    def test_points_at_what_is_wrong(self, api: Api, changes: dict[str, Any], pointer: str, code: str) -> None:
        problem = assert_problem(api.post("/v1/clients", hr(), json=an_app(**changes)), 422, "invalid")
        assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [(pointer, code)]

    @pytest.mark.parametrize(
        "changes",
        [{"scopes": ["openid"]}, {"redirect_uris": [BACK]}, {"post_logout_redirect_uris": [BACK]}],
    )
    def test_gives_a_system_nothing_of_an_app(self, api: Api, changes: dict[str, Any]) -> None:
        problem = assert_problem(api.post("/v1/clients", hr(), json=a_client(**changes)), 422, "invalid")
        assert problem["errors"][0]["code"] == "app_only"


class TestWithoutSecret:
    def test_has_none_to_renew_and_no_keys(self, api: Api, app: dict[str, Any]) -> None:
        place = f"/v1/clients/{app['id']}"
        for answer in (
            api.post(f"{place}/secret", hr(), json={}),
            api.post(f"{place}/keys", hr(), json=public()),
        ):
            assert assert_problem(answer, 409, "wrong-auth-method")["method"] == "none"
        assert_problem(api.delete(f"{place}/keys/2026-1", hr()), 404, "not-found")
        assert api.get(f"{place}/keys", hr()).json() == {"keys": []}

    @pytest.mark.parametrize(
        ("place", "form", "refused"),
        [
            ("/oauth/token", {"grant_type": "client_credentials"}, "unauthorized_client"),
            ("/oauth/token", {"grant_type": "client_credentials", "client_secret": "x"}, "invalid_client"),
            ("/oauth/device_authorization", {}, "unauthorized_client"),
            ("/oauth/introspect", {"token": "x"}, "invalid_client"),
        ],
    )
    def test_gets_nothing_of_its_own(self, api: Api, place: str, form: dict[str, str], refused: str) -> None:
        app = register_app(api, redirect_uris=["http://127.0.0.1/callback"])  # as our command line's
        answer = api.post(place, data={"client_id": app["client_id"], **form})
        assert (answer.is_client_error, answer.json()["error"]) == (True, refused)


class TestLoggingIn:
    def test_gives_the_person_their_own_role(self, api: Api, database: Database, me: UUID, app: dict[str, Any]) -> None:
        wanted = wanted_by(database, app, scope="organisation:read offline_access")
        granted = redeem_at(api, app, step(database, wanted, me, answer="yes")).json()
        assert granted["scope"] == "organisation:read offline_access"
        again = refresh(api, granted["refresh_token"], client_id=app["client_id"])
        assert again.status_code == 200

    @pytest.mark.parametrize("asked", [BACK + "/", BACK + "?x=1", BACK.replace("app.", "evil."), "http://127.0.0.1/cb"])
    def test_takes_registered_addresses_only(self, database: Database, app: dict[str, Any], asked: str) -> None:
        with pytest.raises(WrongRedirect):
            wanted_by(database, app, redirect_uri=asked)

    def test_keeps_an_address_own_query(self, api: Api, database: Database, me: UUID) -> None:
        back = f"{BACK}?tenant=1"
        app = register_app(api, redirect_uris=[back])
        came = step(database, wanted_by(database, app, redirect_uri=back), me, answer="yes")
        assert isinstance(came, GoBack)
        assert came.location.startswith(f"{back}&code=")

    def test_takes_no_scope_it_was_not_registered_with(self, database: Database, app: dict[str, Any]) -> None:
        with pytest.raises(BrowserRedirect) as back:
            wanted_by(database, app, scope="placements:decide")
        assert "error=invalid_scope" in back.value.location

    @pytest.mark.parametrize("wrong", [{"scope": "pool:read of:mine"}, {"prompt": "none"}, {"state": "å"}])
    def test_is_gone_back_to_before_login_only_where_the_person_says_so(
        self, api: Api, app: dict[str, Any], wrong: dict[str, str]
    ) -> None:
        page = a_browser(api, **{"client_id": app["client_id"], "redirect_uri": BACK, "scope": "", **wrong}).open()
        assert (page.status_code, "Location" in page.headers) == (400, False)
        assert [fault.startswith(f"{BACK}?error=") for fault in faults_of(page.text, language="nb")] == [True]
        assert f"<strong>{urlsplit(BACK).netloc}</strong>" in page.text
        ours = a_browser(api, **wrong).open()
        assert (ours.status_code, "error=" in ours.headers["Location"]) == (303, True), "the control: our own clients"

    def test_is_not_for_people_of_another_body(self, database: Database, app: dict[str, Any]) -> None:
        other = a_member(database, orgnr=BAERUM, email="hr@baerum.example")
        for answer in (None, "yes"):
            for chosen in (None, BAERUM, HUSBANKEN):
                came = step(database, wanted_by(database, app), other, answer=answer, chosen=chosen)
                assert came == AskLogin(fault="others-app", status=403)

    def test_without_the_guard_it_would_be(self, database: Database, app: dict[str, Any]) -> None:
        other = a_member(database, orgnr=BAERUM, email="hr@baerum.example")
        assert "code" in returned_to_app(step(database, replace(wanted_by(database, app), owner=None), other))

    def test_acts_for_its_body_alone_where_somebody_has_several(
        self, database: Database, me: UUID, app: dict[str, Any]
    ) -> None:
        with database.write() as session:
            session.add(Membership(person_id=me, orgnr=BAERUM, role="employee"))
        wanted = wanted_by(database, app)
        assert step(database, wanted, me, answer="yes", chosen=BAERUM) == AskLogin(fault="not-a-member", status=403)
        asked = step(database, wanted, me)
        assert isinstance(asked, AskConsent)
        assert asked.body.orgnr == HUSBANKEN

    def test_may_not_ask_for_another_body(self, database: Database, app: dict[str, Any]) -> None:
        wanted_by(database, app, org=HUSBANKEN)
        with pytest.raises(BrowserRedirect) as back:
            wanted_by(database, app, org=BAERUM)
        assert back.value.location.startswith(f"{BACK}?error=access_denied&state=our-state&iss=")
        assert ISSUER.split("//")[1].split(":")[0] in back.value.location


class TestRemoving:
    def test_ends_the_logins_through_it(self, api: Api, database: Database, me: UUID, app: dict[str, Any]) -> None:
        wanted = wanted_by(database, app, scope="offline_access")
        granted = redeem_at(api, app, step(database, wanted, me, answer="yes")).json()
        assert api.delete(f"/v1/clients/{app['id']}", hr()).status_code == 200
        login = the_session(database)
        assert (login.end_reason, login.ended_at is None) == ("client_removed", False)
        assert refresh(api, granted["refresh_token"], client_id=app["client_id"]).json()["error"] == "invalid_client"
        mine = person("employee", HUSBANKEN, sub=str(me))
        assert api.get("/v1/me/consents", mine).json()["items"] == []

    def test_is_for_its_own_body(self, api: Api, database: Database, app: dict[str, Any]) -> None:
        assert_problem(api.delete(f"/v1/clients/{app['id']}", person("coordinator", BAERUM)), 404, "not-found")
        with database.read() as session:
            assert session.query(Client).filter_by(client_id=app["client_id"]).count() == 1
