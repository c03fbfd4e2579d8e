"""RFC 7523 §2.1 as Maskinporten has it: a client sends only a signed JWT, and gets its own token."""

import base64
from datetime import UTC, datetime

import pytest

from services.auth.tokens.jwt_bearer import GRANT_TYPE
from services.kit import clock
from tests.auth.scenes.signers import Signer, a_signer, authenticate, exchange, hostile
from tests.auth.scenes.tokens import assert_refused, claims_in
from tests.support.api import Api
from tests.support.callers import HUSBANKEN, ISSUER

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def signer(api: Api) -> Signer:
    return a_signer(api)


class TestJwtBearer:
    def test_gives_what_client_credentials_give(self, api: Api, signer: Signer) -> None:
        answer = exchange(api, signer.sign(sub=None))
        granted = answer.json()
        claims = claims_in(api, granted)
        assert answer.headers["Cache-Control"] == "no-store"
        assert (granted["token_type"], granted["scope"]) == ("Bearer", "pool:read")
        assert (claims["sub"], claims["client_id"], claims["org"]) == (signer.client_id, signer.client_id, HUSBANKEN)
        assert claims["consumer"] == {"authority": "iso6523-actorid-upis", "ID": f"0192:{HUSBANKEN}"}
        assert (claims["person"], claims["iss"]) == (False, ISSUER)

    def test_gives_the_scopes_the_assertion_asks_for(self, api: Api, signer: Signer) -> None:
        granted = exchange(api, signer.sign(scope="pool:read organisation:read")).json()
        assert granted["scope"] == "organisation:read pool:read"

    def test_refuses_every_other_assertion_without_a_server_error(self, api: Api, signer: Signer) -> None:
        for what, assertion in hostile(signer).items():
            answer = exchange(api, assertion)
            assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant"), what
        assert exchange(api, signer.sign()).status_code == 200

    def test_wants_a_scope_of_the_clients(self, api: Api, signer: Signer) -> None:
        assert_refused(exchange(api, signer.sign(scope=None)), "invalid_scope")
        assert_refused(exchange(api, signer.sign(scope="needs:post")), "invalid_scope")
        assert_refused(exchange(api, signer.sign(scope="feed:read")), "invalid_scope")

    def test_takes_clocks_as_maskinporten_does(self, api: Api, signer: Signer) -> None:
        with clock.stopped_at(NOON):
            now = int(NOON.timestamp())
            for iat in (now - 189, now - 100, now - 60, now - 11, now, now + 0.5, now + 10):
                assert exchange(api, signer.sign(iat=iat, exp=iat + 180)).status_code == 200
                assert_refused(exchange(api, signer.sign(iat=iat, exp=iat + 180.5)), "invalid_grant")
            for exp in (now - 9.5, now - 9, now + 50):
                assert exchange(api, signer.sign(iat=now - 60, exp=exp)).status_code == 200
            for iat, exp in ((now + 10.5, now + 60), (now + 11, now + 60), (now - 60, now - 10), (now + 0.5, 10**400)):
                assert_refused(exchange(api, signer.sign(iat=iat, exp=exp)), "invalid_grant")

    def test_acts_for_no_other_body(self, api: Api, signer: Signer) -> None:
        assert_refused(exchange(api, signer.sign(consumer_org="935478715")), "invalid_grant")

    def test_names_no_other_audience(self, api: Api, signer: Signer) -> None:
        assert exchange(api, signer.sign(resource=["ressurspool"])).status_code == 200
        assert_refused(exchange(api, signer.sign(resource=["https://elsewhere.example"])), "invalid_target")

    def test_has_nothing_else_in_the_form(self, api: Api, signer: Signer) -> None:
        assertion = signer.sign()
        for more in ("scope", "client_id", "client_secret", "client_assertion", "resource", "x"):
            assert_refused(exchange(api, assertion, **{more: "pool:read"}), "invalid_request")
        assert exchange(api, assertion).status_code == 200, "what cannot be read uses nothing up"

    def test_nor_beside_the_form(self, api: Api, signer: Signer) -> None:
        basic = {"Authorization": "Basic " + base64.b64encode(f"{signer.client_id}:x".encode()).decode()}
        form = {"grant_type": GRANT_TYPE, "assertion": signer.sign()}
        assert_refused(api.post("/oauth/token", basic, data=form), "invalid_request")

    def test_wants_an_assertion_once(self, api: Api, signer: Signer) -> None:
        assert_refused(api.post("/oauth/token", data={"grant_type": GRANT_TYPE}), "invalid_request")
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        twice = f"grant_type={GRANT_TYPE}&assertion={signer.sign()}&assertion={signer.sign()}"
        assert_refused(api.post("/oauth/token", headers, content=twice), "invalid_request")


class TestUsedOnce:
    def test_an_assertion_is_taken_once(self, api: Api, signer: Signer) -> None:
        assertion = signer.sign()
        assert exchange(api, assertion).status_code == 200
        assert_refused(exchange(api, assertion), "invalid_grant")

    def test_not_even_for_another_use(self, api: Api, signer: Signer) -> None:
        assertion = signer.sign()
        assert exchange(api, assertion).status_code == 200
        assert_refused(authenticate(api, assertion), "invalid_client", 401)

    def test_one_made_for_client_authentication_gives_no_grant(self, api: Api, signer: Signer) -> None:
        assertion = signer.sign(header={"typ": "client-authentication+jwt"})
        assert_refused(exchange(api, assertion), "invalid_grant")
