"""RFC 7523 §2.2 and §3, OpenID Connect Core §9: a client proves who it is by a JWT it has signed (private_key_jwt)."""

import base64
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.auth.audit.models import Action, AuditEntry
from services.auth.tokens.client_authentication import ASSERTION_TYPE
from services.auth.tokens.repository import UsedAssertions
from services.kit import clock
from services.kit.data.database import Database
from tests.auth.scenes.clients import a_client
from tests.auth.scenes.signers import Signer, a_key, a_signer, authenticate, hostile, public
from tests.auth.scenes.tokens import assert_refused, claims_in
from tests.support.api import Api
from tests.support.callers import HUSBANKEN, ISSUER, person

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def signer(api: Api) -> Signer:
    return a_signer(api)


class TestPrivateKeyJwt:
    def test_gives_the_clients_token(self, api: Api, signer: Signer) -> None:
        granted = authenticate(api, signer.sign()).json()
        claims = claims_in(api, granted)
        assert (claims["sub"], claims["client_id"], claims["org"]) == (signer.client_id, signer.client_id, HUSBANKEN)
        assert claims["consumer"]["ID"] == f"0192:{HUSBANKEN}"
        assert (claims["person"], claims["aud"]) == (False, "ressurspool")

    def test_takes_the_types_that_clients_write(self, api: Api, signer: Signer) -> None:
        for header in ({}, {"typ": "JWT"}, {"typ": "client-authentication+jwt"}):
            assert authenticate(api, signer.sign(header=header)).status_code == 200

    def test_takes_the_audience_in_a_list_of_its_own(self, api: Api, signer: Signer) -> None:
        assert authenticate(api, signer.sign(aud=[ISSUER])).status_code == 200

    def test_takes_the_clients_id_beside_it_if_it_is_the_same(self, api: Api, signer: Signer) -> None:
        assert authenticate(api, signer.sign(), client_id=signer.client_id).status_code == 200
        assert_refused(authenticate(api, signer.sign(), client_id="pool"), "invalid_client", 401)

    def test_refuses_every_other_assertion_without_a_server_error(self, api: Api, signer: Signer) -> None:
        for what, assertion in hostile(signer).items():
            answer = authenticate(api, assertion)
            assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client"), what
        assert authenticate(api, signer.sign()).status_code == 200

    def test_wants_a_subject(self, api: Api, signer: Signer) -> None:
        assert_refused(authenticate(api, signer.sign(sub=None)), "invalid_client", 401)

    def test_takes_an_assertion_of_an_hour_that_is_fresh(self, api: Api, signer: Signer) -> None:
        with clock.stopped_at(NOON):
            now = int(NOON.timestamp())
            assert authenticate(api, signer.sign(exp=now + 3600)).status_code == 200
            assert_refused(authenticate(api, signer.sign(exp=now + 3601)), "invalid_client", 401)
            assert authenticate(api, signer.sign(iat=now - 300, exp=now + 60)).status_code == 200
            assert_refused(authenticate(api, signer.sign(iat=now - 301, exp=now + 60)), "invalid_client", 401)

    def test_says_what_is_wrong_to_who_has_the_key_only(self, api: Api, signer: Signer) -> None:
        description = authenticate(api, signer.sign(aud="https://elsewhere.example")).json()["error_description"]
        assert "aud" in description
        unproven = [signer.sign(iss="nobody"), signer.sign(header={"kid": "other"}), signer.sign(key=a_key("stranger"))]
        assert len({authenticate(api, assertion).text for assertion in unproven}) == 1


class TestOneWayAtATime:
    def test_not_with_a_secret_as_well(self, api: Api, signer: Signer) -> None:
        basic = {"Authorization": "Basic " + base64.b64encode(f"{signer.client_id}:x".encode()).decode()}
        form = {"grant_type": "client_credentials", "client_assertion_type": ASSERTION_TYPE}
        answer = api.post("/oauth/token", basic, data={**form, "client_assertion": signer.sign()})
        assert_refused(answer, "invalid_request")
        assert_refused(authenticate(api, signer.sign(), client_secret="x"), "invalid_request")

    def test_both_parameters_once_and_of_the_known_type(self, api: Api, signer: Signer) -> None:
        assert_refused(authenticate(api, signer.sign(), client_assertion_type=None), "invalid_request")
        saml = "urn:ietf:params:oauth:client-assertion-type:saml2-bearer"
        assert_refused(authenticate(api, signer.sign(), client_assertion_type=saml), "invalid_client", 401)
        twice = f"grant_type=client_credentials&client_assertion={signer.sign()}&client_assertion={signer.sign()}"
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        assert_refused(api.post("/oauth/token", headers, content=twice), "invalid_request")

    def test_a_client_with_keys_has_no_other(self, api: Api, signer: Signer) -> None:
        form = {"grant_type": "client_credentials", "client_id": signer.client_id}
        assert_refused(api.post("/oauth/token", data=form), "invalid_client", 401)
        assert_refused(api.post("/oauth/token", data={**form, "client_secret": "x"}), "invalid_client", 401)

    def test_a_client_with_a_secret_has_no_keys(self, api: Api) -> None:
        made = api.post("/v1/clients", person("coordinator", HUSBANKEN), json=a_client()).json()
        signed = Signer(made["client_id"], made["id"]).sign()
        assert_refused(authenticate(api, signed), "invalid_client", 401)

    def test_another_clients_key_is_of_no_use(self, api: Api, signer: Signer) -> None:
        other = a_signer(api, "another")
        claims: dict[str, Any] = {"iss": signer.client_id, "sub": signer.client_id}
        assert_refused(authenticate(api, other.sign(key=a_key("another"), **claims)), "invalid_client", 401)
        named = other.sign(key=a_key("another"), header={"kid": "another"}, **claims)
        assert_refused(authenticate(api, named), "invalid_client", 401)


class TestUsedOnce:
    def test_an_assertion_is_taken_once(self, api: Api, database: Database, signer: Signer) -> None:
        assertion = signer.sign()
        assert authenticate(api, assertion).status_code == 200
        assert_refused(authenticate(api, assertion), "invalid_client", 401)
        with database.read() as session:
            entered = session.query(AuditEntry).filter_by(action=Action.ASSERTION_REUSED).all()
        assert [(entry.client_id, entry.result) for entry in entered] == [(signer.client_id, "invalid_client")]

    def test_another_with_its_id_is_not_taken(self, api: Api, signer: Signer) -> None:
        assert authenticate(api, signer.sign(jti="same")).status_code == 200
        assert_refused(authenticate(api, signer.sign(jti="same")), "invalid_client", 401)

    def test_another_client_may_have_the_same_id(self, api: Api, signer: Signer) -> None:
        assert authenticate(api, signer.sign(jti="same")).status_code == 200
        assert authenticate(api, a_signer(api).sign(jti="same")).status_code == 200

    def test_a_refused_scope_uses_it_up_all_the_same(self, api: Api, signer: Signer) -> None:
        assertion = signer.sign()
        assert_refused(authenticate(api, assertion, scope="needs:post"), "invalid_scope")
        assert_refused(authenticate(api, assertion), "invalid_client", 401)

    def test_it_is_remembered_until_it_could_not_be_taken_anyway(
        self, api: Api, database: Database, signer: Signer
    ) -> None:
        with clock.stopped_at(NOON) as move:
            assertion = signer.sign()
            assert authenticate(api, assertion).status_code == 200
            with database.write() as session:
                UsedAssertions(session).forget_expired(before=NOON + timedelta(seconds=69))
            assert_refused(authenticate(api, assertion), "invalid_client", 401)
            move(timedelta(seconds=71))
            with database.write() as session:
                UsedAssertions(session).forget_expired(before=clock.now())
            assert_refused(authenticate(api, assertion), "invalid_client", 401)


class TestRotation:
    def test_goes_on_without_a_gap(self, api: Api, signer: Signer) -> None:
        coordinator, place = person("coordinator", HUSBANKEN), f"/v1/clients/{signer.id}/keys"
        old, new = {"kid": "2026-1"}, {"kid": "2026-2"}
        assert_refused(authenticate(api, signer.sign(key=a_key("2026-2"), header=new)), "invalid_client", 401)
        assert api.post(place, coordinator, json=public("2026-2")).status_code == 201
        assert authenticate(api, signer.sign(header=old)).status_code == 200
        assert authenticate(api, signer.sign(key=a_key("2026-2"), header=new)).status_code == 200
        assert api.delete(f"{place}/2026-1", coordinator).status_code == 200
        assert_refused(authenticate(api, signer.sign(header=old)), "invalid_client", 401)
        assert authenticate(api, signer.sign(key=a_key("2026-2"), header=new)).status_code == 200
