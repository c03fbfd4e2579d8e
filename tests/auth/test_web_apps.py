"""A body's web application: an app on a server, which proves by its key that it redeems its own people's codes."""

from typing import Any
from uuid import UUID

import pytest

from services.auth.clients.models import Client
from services.auth.login.errors import UnknownClient, WrongRedirect
from services.auth.pages.errors import BrowserRedirect
from services.auth.tokens.client_authentication import ASSERTION_TYPE
from services.kit.data.database import Database
from tests.auth.scenes.apps import BACK, SCOPES, an_app, register_app, returned_to_app, step, wanted_by
from tests.auth.scenes.logins import a_browser, redeem
from tests.auth.scenes.members import a_member
from tests.auth.scenes.signers import Signer, a_key, a_signer, public
from tests.auth.scenes.tokens import claims_in, refresh
from tests.support.api import Api, assert_problem
from tests.support.callers import HUSBANKEN, person

KEYS: dict[str, Any] = {"token_endpoint_auth_method": "private_key_jwt", "jwks": {"keys": [public()]}}
CONSENTED = "pool:read offline_access"


@pytest.fixture
def me(database: Database) -> UUID:
    return a_member(database, role="employee")


@pytest.fixture
def app(api: Api) -> dict[str, Any]:
    return register_app(api, **KEYS)


@pytest.fixture
def signer(app: dict[str, Any]) -> Signer:
    return Signer(app["client_id"], app["id"])


@pytest.fixture
def code(database: Database, me: UUID, app: dict[str, Any]) -> str:
    """What the browser of somebody who logged in and consented takes back."""
    return returned_to_app(step(database, wanted_by(database, app, scope=CONSENTED), me, answer="yes"))["code"]


def proven(assertion: str) -> dict[str, str]:
    return {"client_assertion": assertion, "client_assertion_type": ASSERTION_TYPE}


def redeem_by(api: Api, code: str, signer: Signer, **changes: str | None) -> Any:
    form = {"client_id": None, "redirect_uri": BACK, **proven(signer.sign()), **changes}
    return redeem(api, code, **form)


class TestRegistering:
    def test_gives_keys_and_neither_secret_nor_role(self, app: dict[str, Any]) -> None:
        assert (app["secret"], app["role"], app["orgnr"], app["scopes"]) == (None, None, HUSBANKEN, SCOPES)
        assert ([key["kid"] for key in app["keys"]], app["redirect_uris"]) == (["2026-1"], [BACK])

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"redirect_uris": []}, "app_only"),  # a system, which has no openid
            ({"role": "coordinator"}, "role_unused"),
            ({"token_endpoint_auth_method": "client_secret_basic", "jwks": None}, "app_only"),
        ],
    )
    def test_points_at_what_is_wrong(self, api: Api, changes: dict[str, Any], code: str) -> None:
        asked = an_app(**{**KEYS, **changes})
        problem = assert_problem(api.post("/v1/clients", person("coordinator", HUSBANKEN), json=asked), 422, "invalid")
        assert [error["code"] for error in problem["errors"]] == [code]

    def test_stores_the_least_role_which_it_never_uses(self, database: Database, app: dict[str, Any]) -> None:
        with database.read() as session:
            assert session.query(Client).filter_by(client_id=app["client_id"]).one().role == "employee"


class TestLoggingIn:
    def test_gives_the_persons_token_and_the_next_to_who_has_the_key(
        self, api: Api, code: str, signer: Signer, me: UUID
    ) -> None:
        granted = redeem_by(api, code, signer).json()
        claims = claims_in(api, granted)
        assert (claims["sub"], claims["client_id"], claims["person"]) == (str(me), signer.client_id, True)
        assert (claims["roles"], granted["scope"]) == (["employee"], CONSENTED)
        again = refresh(api, granted["refresh_token"], client_id=None, **proven(signer.sign()))
        assert again.status_code == 200, again.text

    @pytest.mark.parametrize("client_id", [True, False])
    def test_gives_nothing_without_the_key(self, api: Api, code: str, signer: Signer, client_id: bool) -> None:
        named = signer.client_id if client_id else None
        forged = proven(signer.sign(key=a_key("stranger")))
        for proof in ({}, forged):
            answer = redeem(api, code, redirect_uri=BACK, client_id=named, **proof)
            assert answer.json()["error"] == ("invalid_client" if proof or named else "invalid_request")
        assert redeem_by(api, code, signer).status_code == 200, "the control: none of them used the code up"

    def test_gives_a_refreshed_token_to_nobody_without_the_key(self, api: Api, code: str, signer: Signer) -> None:
        granted = redeem_by(api, code, signer).json()
        answer = refresh(api, granted["refresh_token"], client_id=signer.client_id)
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")

    def test_gives_another_client_with_a_key_nothing(self, api: Api, code: str) -> None:
        other = a_signer(api, redirect_uris=[BACK])
        assert redeem_by(api, code, other).json()["error"] == "invalid_grant"

    def test_wants_the_verifier_and_the_address_as_ever(self, api: Api, code: str, signer: Signer) -> None:
        for wrong in ({"code_verifier": "x" * 43}, {"redirect_uri": BACK + "/"}):
            assert redeem_by(api, code, signer, **wrong).json()["error"] == "invalid_grant"
        assert redeem_by(api, code, signer, code_verifier=None).json()["error"] == "invalid_request"
        assert redeem_by(api, code, signer).status_code == 200

    def test_asks_for_a_challenge_at_the_beginning(self, database: Database, app: dict[str, Any]) -> None:
        with pytest.raises(BrowserRedirect) as back:
            wanted_by(database, app, code_challenge=None, code_challenge_method=None)
        assert "error=invalid_request" in back.value.location

    def test_takes_registered_addresses_only(self, database: Database, app: dict[str, Any]) -> None:
        with pytest.raises(WrongRedirect):
            wanted_by(database, app, redirect_uri=f"{BACK}/elsewhere")

    def test_is_for_apps_and_no_systems(self, api: Api, database: Database) -> None:
        with pytest.raises(UnknownClient):
            wanted_by(database, {"client_id": a_signer(api).client_id})

    def test_begins_on_the_page_as_with_any_app(self, api: Api, app: dict[str, Any]) -> None:
        page = a_browser(api, client_id=app["client_id"], redirect_uri=BACK, scope="pool:read").open()
        assert (page.status_code, app["name"] in page.text) == (200, True)


class TestAlone:
    """A server that is broken into has its people's logins, and no power of a machine besides."""

    @pytest.mark.parametrize("grant", ["client_credentials", "urn:ietf:params:oauth:grant-type:jwt-bearer"])
    def test_has_no_token_of_its_own(self, api: Api, signer: Signer, grant: str) -> None:
        bearer = {"assertion": signer.sign()} if grant != "client_credentials" else proven(signer.sign())
        answer = api.post("/oauth/token", data={"grant_type": grant, **bearer})
        assert (answer.status_code, answer.json()["error"]) == (400, "unauthorized_client")

    def test_may_not_show_a_device_code(self, api: Api) -> None:
        app = register_app(api, **KEYS, redirect_uris=["http://127.0.0.1/callback"])
        signed = proven(Signer(app["client_id"], app["id"]).sign())
        answer = api.post("/oauth/device_authorization", data=signed)
        assert answer.json()["error"] == "unauthorized_client"
