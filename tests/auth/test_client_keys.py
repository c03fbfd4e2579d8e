"""Clients' own public keys, over HTTP."""

import base64
from typing import Any
from uuid import uuid4

import pytest

from services.auth.audit.models import AuditEntry
from services.kit.data.database import Database
from tests.auth.scenes.clients import a_client
from tests.auth.scenes.events import emitted
from tests.auth.scenes.signers import a_client_with_keys, a_key, a_signer, public
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, machine, person

COORDINATOR = str(uuid4())  # the person's id; each request makes a new token, since a long run outlives one


def a_modulus(bits: int) -> str:
    """A number of that length in the form of a modulus. Nobody knows its factors."""
    number = (1 << bits - 1) + 1
    return base64.urlsafe_b64encode(number.to_bytes((bits + 7) // 8)).decode().rstrip("=")


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"kid": None}, "/kid", "missing"),
    ({"kid": ""}, "/kid", "wrong_form"),
    ({"kid": "../../dev/null"}, "/kid", "wrong_form"),
    ({"kid": 7}, "/kid", "wrong_form"),
    ({"kty": "EC"}, "/kty", "wrong_value"),
    ({"alg": "RS512"}, "/alg", "wrong_value"),
    ({"use": "enc"}, "/use", "wrong_value"),
    ({"e": "Aw"}, "/e", "wrong_value"),
    ({"n": "AQAB"}, "/n", "weak_key"),
    ({"n": a_modulus(1024)}, "/n", "weak_key"),
    ({"n": a_modulus(2047)}, "/n", "weak_key"),
    ({"n": a_modulus(8193)}, "/n", "weak_key"),
    ({"n": a_modulus(2048) + "=="}, "/n", "wrong_form"),
    ({"n": a_modulus(2048)[:-1] + "B"}, "/n", "wrong_form"),
    ({"n": "AAAA" + a_modulus(2048)}, "/n", "wrong_form"),
    ({"n": "a"}, "/n", "wrong_form"),
    ({"n": a_modulus(16384)}, "/n", "wrong_form"),
    ({"x5u": "https://elsewhere.example"}, "", "unknown_field"),
]


class TestCreateClientWithKeys:
    def test_has_keys_and_no_secret(self, api: Api) -> None:
        created = api.post("/v1/clients", coordinator(), json=a_client_with_keys("2026-1", "stranger"))
        assert (created.status_code, created.json()["secret"]) == (201, None)
        shown = api.get(created.headers["Location"], coordinator()).json()
        assert shown["token_endpoint_auth_method"] == "private_key_jwt"
        assert [key["kid"] for key in shown["keys"]] == ["2026-1", "stranger"]
        assert shown["keys"][0]["thumbprint"] == a_key().thumbprint()

    def test_may_get_its_keys_later(self, api: Api) -> None:
        created = api.post("/v1/clients", coordinator(), json=a_client_with_keys(jwks=None))
        assert (created.status_code, created.json()["keys"]) == (201, [])

    def test_points_at_what_is_wrong(self, api: Api) -> None:
        wrong: list[tuple[dict[str, Any], str, str]] = [
            ({"token_endpoint_auth_method": "client_secret_basic"}, "", "keys_unused"),
            ({"token_endpoint_auth_method": "client_secret_jwt"}, "/token_endpoint_auth_method", "wrong_value"),
            ({"jwks": {"keys": []}}, "/jwks/keys", "too_short"),
            ({"jwks": {"keys": [public(), public()]}}, "/jwks/keys", "repeated"),
            ({"jwks": {"keys": [{**public(), "kid": kid} for kid in "abcdef"]}}, "/jwks/keys", "too_long"),
        ]
        for changes, pointer, code in wrong:
            answer = api.post("/v1/clients", coordinator(), json=a_client_with_keys(**changes))
            found = [(error["pointer"], error["code"]) for error in assert_problem(answer, 422, "invalid")["errors"]]
            assert (pointer, code) in found


class TestAddClientKey:
    def test_keeps_the_old_beside_the_new(self, api: Api, database: Database) -> None:
        signer = a_signer(api)
        added = api.post(f"/v1/clients/{signer.id}/keys", coordinator(), json=public("new"))
        assert (added.status_code, added.json()["version"]) == (201, 2)
        assert added.headers["Location"].endswith(f"/v1/clients/{signer.id}")
        listed = api.get(f"/v1/clients/{signer.id}/keys", coordinator()).json()["keys"]
        assert listed == [{**public(kid), "use": "sig", "alg": "RS256"} for kid in ("2026-1", "new")]
        with database.read() as session:
            entries = session.query(AuditEntry).filter_by(subject_kind="client").order_by("at")
            entered = [(entry.action, entry.subject_id) for entry in entries]
        assert entered == [("client.created", signer.id), ("client_key.added", signer.id)]

    def test_refuses_what_is_private_without_repeating_it(self, api: Api) -> None:
        place = f"/v1/clients/{a_signer(api).id}/keys"
        for name in ("d", "p", "q", "dp", "dq", "qi", "oth", "k"):
            answer = api.post(place, coordinator(), json={**public("new"), name: "secret"})
            problem = assert_problem(answer, 422, "invalid")
            assert [error["code"] for error in problem["errors"]] == ["private_member"], name
            assert "secret" not in answer.text

    def test_points_at_what_is_wrong(self, api: Api) -> None:
        place, good = f"/v1/clients/{a_signer(api).id}/keys", public("new")
        for changes, pointer, code in WRONG:
            key = {name: value for name, value in {**good, **changes}.items() if value is not None}
            problem = assert_problem(api.post(place, coordinator(), json=key), 422, "invalid")
            assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [(pointer, code)], changes

    def test_refuses_a_name_that_is_taken(self, api: Api) -> None:
        answer = api.post(f"/v1/clients/{a_signer(api).id}/keys", coordinator(), json=public())
        assert_problem(answer, 409, "key-taken")

    def test_takes_five(self, api: Api) -> None:
        keys = [{**public(), "kid": kid} for kid in "abcde"]
        signer = a_signer(api, jwks={"keys": keys})
        answer = api.post(f"/v1/clients/{signer.id}/keys", coordinator(), json=public("new"))
        assert assert_problem(answer, 409, "too-many-keys")["limit"] == 5

    def test_is_not_for_a_client_with_a_secret(self, api: Api) -> None:
        made = api.post("/v1/clients", coordinator(), json=a_client()).json()
        answer = api.post(f"/v1/clients/{made['id']}/keys", coordinator(), json=public())
        assert assert_problem(answer, 409, "wrong-auth-method")["method"] == "client_secret_basic"


class TestRemoveClientKey:
    def test_leaves_the_others(self, api: Api) -> None:
        signer = a_signer(api, "2026-1", "new")
        left = api.delete(f"/v1/clients/{signer.id}/keys/2026-1", coordinator()).json()
        assert [key["kid"] for key in left["keys"]] == ["new"]

    def test_may_leave_none_as_when_the_only_one_has_leaked(self, api: Api) -> None:
        signer = a_signer(api)
        assert api.delete(f"/v1/clients/{signer.id}/keys/2026-1", coordinator()).json()["keys"] == []
        assert_problem(api.delete(f"/v1/clients/{signer.id}/keys/2026-1", coordinator()), 404, "not-found")


class TestTokensOfAClientWhoseCredentialLeaked:
    """Every process follows the event. Without it the tokens would be accepted for ten more minutes."""

    def test_end_with_its_key(self, api: Api, database: Database) -> None:
        signer = a_signer(api, "2026-1", "new")
        assert emitted(database, "client.tokens_ended") == []
        api.delete(f"/v1/clients/{signer.id}/keys/2026-1?compromised=true", coordinator())
        (event,) = emitted(database, "client.tokens_ended")
        assert (event["subject"], event["data"]["codes"]) == (signer.id, {"client_id": signer.client_id})

    @pytest.mark.parametrize("said", ["", "?compromised=false"])
    def test_live_on_where_a_key_is_only_changed(self, api: Api, database: Database, said: str) -> None:
        signer = a_signer(api, "2026-1", "new")
        assert api.delete(f"/v1/clients/{signer.id}/keys/2026-1{said}", coordinator()).status_code == 200
        assert emitted(database, "client.tokens_ended") == []

    def test_do_not_end_by_an_invalid_value(self, api: Api, database: Database) -> None:
        signer = a_signer(api, "2026-1", "new")
        answer = api.delete(f"/v1/clients/{signer.id}/keys/2026-1?compromised=perhaps", coordinator())
        assert_problem(answer, 422, "invalid")
        assert emitted(database, "client.tokens_ended") == []

    @pytest.mark.parametrize(("hours", "events"), [(0, 1), (24, 0)])
    def test_end_with_a_secret_that_is_not_to_go_on(
        self, api: Api, database: Database, hours: int, events: int
    ) -> None:
        made = api.post("/v1/clients", coordinator(), json=a_client()).json()
        api.post(f"/v1/clients/{made['id']}/secret", coordinator(), json={"overlap_hours": hours})
        assert len(emitted(database, "client.tokens_ended")) == events


class TestWhoMay:
    """Coordinators of the same body, in person. For others the client does not exist."""

    CALLS = (("GET", "/keys"), ("POST", "/keys"), ("DELETE", "/keys/2026-1"), ("POST", "/secret"))

    def test_wants_a_token(self, api: Api) -> None:
        for method, path in self.CALLS:
            assert_problem(api.request(method, f"/v1/clients/{uuid4()}{path}"), 401, "unauthenticated")

    def test_does_not_know_foreign_ones(self, api: Api) -> None:
        foreign = person("coordinator", BAERUM)
        for client_key in (a_signer(api).id, uuid4()):
            for method, path in self.CALLS:
                body = {"json": public("new") if path == "/keys" else {}} if method == "POST" else {}
                answer = api.request(method, f"/v1/clients/{client_key}{path}", headers=foreign, **body)
                assert_problem(answer, 404, "not-found")

    def test_wants_a_coordinator_in_person(self, api: Api) -> None:
        for method, path in self.CALLS[1:]:
            place = f"/v1/clients/{uuid4()}{path}"
            assert_problem(api.request(method, place, headers=person("requester", HUSBANKEN)), 403, "not-permitted")
            assert_problem(
                api.request(method, place, headers=machine("coordinator", HUSBANKEN)), 403, "person-required"
            )


def coordinator() -> dict[str, str]:
    return person("coordinator", HUSBANKEN, sub=COORDINATOR)
