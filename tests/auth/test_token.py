"""The token endpoint: client credentials, client authentication, and the form."""

import base64
from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

from services.auth.operator.preparation import prepare
from services.auth.settings import AuthSettings
from services.kit.data.database import Database
from tests.auth.scenes.tokens import SECRET, assert_refused, claims_in
from tests.support.api import Api

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class TestClientCredentials:
    def test_gives_a_service_a_token_for_one_other(self, api: Api) -> None:
        form = {"grant_type": "client_credentials", "resource": "pool"}
        granted = api.post("/oauth/token", data=form, auth=("placements", SECRET)).json()
        claims = claims_in(api, granted)
        assert (claims["aud"], claims["client_id"], claims["person"]) == ("pool", "placements", False)
        assert claims["scope"] == "feed:read standing:read"
        assert claims["roles"] == []
        assert "org" not in claims

    def test_gives_contact_details_to_notify_only(self, api: Api) -> None:
        form = {"grant_type": "client_credentials", "resource": "auth", "scope": "contact:read"}
        assert api.post("/oauth/token", data=form, auth=("notify", SECRET)).json()["scope"] == "contact:read"
        assert_refused(api.post("/oauth/token", data=form, auth=("pool", SECRET)), "invalid_scope")

    @pytest.mark.parametrize("resource", ["", "ressurspool", "somewhere", "http://127.0.0.1:8002"])
    def test_names_no_other_audience(self, api: Api, resource: str) -> None:
        form = {"grant_type": "client_credentials", "resource": resource}
        assert_refused(api.post("/oauth/token", data=form, auth=("placements", SECRET)), "invalid_target")

    def test_is_not_for_public_clients(self, api: Api) -> None:
        form = {"grant_type": "client_credentials", "client_id": "cli", "resource": "pool"}
        assert_refused(api.post("/oauth/token", data=form), "unauthorized_client")


class TestClientAuthentication:
    FORM = {"grant_type": "client_credentials", "resource": "pool"}

    @pytest.mark.parametrize(
        "authorization",
        [
            "Basic",
            "Basic !",
            "Bearer x",
            "Basic " + base64.b64encode(b"needs").decode(),
            "Basic " + base64.b64encode(b"needs:wrong").decode(),
            "Basic " + base64.b64encode(b"needs:").decode(),
            "Basic " + base64.b64encode(b"nobody:development-only").decode(),
            "Basic " + base64.b64encode(b"ne\x00eds:development-only").decode(),
            "Basic " + base64.b64encode("nøds:development-only".encode()).decode(),
        ],
    )
    def test_refuses_wrong_credentials(self, api: Api, authorization: str) -> None:
        answer = api.post("/oauth/token", {"Authorization": authorization}, data=self.FORM)
        assert_refused(answer, "invalid_client", 401)
        assert answer.headers["WWW-Authenticate"].startswith("Basic")

    @pytest.mark.parametrize("scheme", ["Basic ", "basic ", "BASIC   "])
    def test_takes_them_after_one_blank_or_several(self, api: Api, scheme: str) -> None:
        credentials = base64.b64encode(f"needs:{SECRET}".encode()).decode()
        answer = api.post("/oauth/token", {"Authorization": f"{scheme}{credentials} "}, data=self.FORM)
        assert answer.status_code == 200

    def test_takes_them_in_the_form_as_well(self, api: Api) -> None:
        form = self.FORM | {"client_id": "needs", "client_secret": SECRET}
        assert api.post("/oauth/token", data=form).status_code == 200
        assert_refused(api.post("/oauth/token", data=form | {"client_secret": "wrong"}), "invalid_client", 401)

    def test_takes_one_way_at_a_time(self, api: Api) -> None:
        form = self.FORM | {"client_id": "needs", "client_secret": SECRET}
        assert_refused(api.post("/oauth/token", data=form, auth=("needs", SECRET)), "invalid_request")
        other = self.FORM | {"client_id": "pool"}
        assert_refused(api.post("/oauth/token", data=other, auth=("needs", SECRET)), "invalid_request")

    def test_a_public_client_has_no_secret(self, api: Api) -> None:
        form = {"grant_type": "authorization_code", "client_id": "cli", "client_secret": "x", "code": "x"}
        assert_refused(api.post("/oauth/token", data=form), "invalid_client", 401)

    def test_refuses_an_empty_secret_even_where_one_was_set(self, api: Api, database: Database) -> None:
        prepare(database, AuthSettings(service_secrets={"pool": SecretStr("")}))
        assert_refused(api.post("/oauth/token", data=self.FORM, auth=("pool", "")), "invalid_client", 401)
        posted = self.FORM | {"client_id": "pool", "client_secret": ""}
        assert_refused(api.post("/oauth/token", data=posted), "invalid_client", 401)


class TestTheForm:
    def test_knows_no_password_grant(self, api: Api) -> None:
        form = {"grant_type": "password", "username": "x", "password": "x", "client_id": "cli"}
        assert_refused(api.post("/oauth/token", data=form), "unsupported_grant_type")

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"grant_type=client_credentials&grant_type=client_credentials&client_id=needs",
            b"\xff\xfe",
            b"client_id=%ff",
            b"client_id=a%00b",
            b"&".join(b"a%d=1" % n for n in range(40)),
        ],
    )
    def test_has_to_be_one(self, api: Api, content: bytes) -> None:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        assert_refused(api.post("/oauth/token", headers, content=content), "invalid_request")

    def test_is_not_json(self, api: Api) -> None:
        assert_refused(api.post("/oauth/token", json={"grant_type": "client_credentials"}), "invalid_request")
