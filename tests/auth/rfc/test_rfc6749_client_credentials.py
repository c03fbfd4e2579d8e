"""RFC 6749 §2.3.1 and §4.4: a client's secret, its renewal, and the client's own token."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.kit import clock
from tests.auth.scenes.clients import a_client
from tests.auth.scenes.signers import a_signer
from tests.auth.scenes.tokens import assert_refused
from tests.support.api import Api, assert_problem
from tests.support.callers import HUSBANKEN, person

COORDINATOR = str(uuid4())  # the person's id; the token is made at its use, since a long run outlives a token
NOON = datetime.now(UTC)  # the tokens of the tests' own key are checked against it


@pytest.fixture
def client(api: Api) -> dict[str, Any]:
    made: dict[str, Any] = api.post("/v1/clients", coordinator(), json=a_client()).json()
    return made


def renew(api: Api, client: dict[str, Any], **asked: int) -> str:
    renewed = api.post(f"/v1/clients/{client['id']}/secret", person("coordinator", HUSBANKEN), json=asked)
    assert renewed.status_code == 201, renewed.text
    return str(renewed.json()["secret"])


def status(api: Api, client: dict[str, Any], secret: str) -> int:
    form = {"grant_type": "client_credentials"}
    return api.post("/oauth/token", data=form, auth=(client["client_id"], secret)).status_code


class TestSecret:
    def test_gives_no_refresh_token(self, api: Api, client: dict[str, Any]) -> None:
        """RFC 6749 §4.4.3."""
        form = {"grant_type": "client_credentials"}
        answer = api.post("/oauth/token", data=form, auth=(client["client_id"], client["secret"]))
        assert "refresh_token" not in answer.json()

    def test_narrows_to_the_scope_asked_for_and_gives_no_other(self, api: Api, client: dict[str, Any]) -> None:
        mine, form = (client["client_id"], client["secret"]), {"grant_type": "client_credentials"}
        for scope in ("pool:read pool:read", " pool:read ", "pool:read"):
            answer = api.post("/oauth/token", data={**form, "scope": scope}, auth=mine)
            assert answer.json()["scope"] == "pool:read"
        for scope in ("feed:read", "POOL:READ", "pool:read,needs:read", "needs:post", '"'):
            assert_refused(api.post("/oauth/token", data={**form, "scope": scope}, auth=mine), "invalid_scope")


class TestRenewal:
    def test_lets_the_old_one_work_for_a_day(self, api: Api, client: dict[str, Any]) -> None:
        with clock.stopped_at(NOON) as move:
            new = renew(api, client)
            assert (status(api, client, new), status(api, client, client["secret"])) == (200, 200)
            move(timedelta(hours=23, minutes=59))
            assert (status(api, client, new), status(api, client, client["secret"])) == (200, 200)
            move(timedelta(minutes=1))
            assert (status(api, client, new), status(api, client, client["secret"])) == (200, 401)

    def test_ends_the_old_one_at_once_where_it_has_leaked(self, api: Api, client: dict[str, Any]) -> None:
        new = renew(api, client, overlap_hours=0)
        assert (status(api, client, new), status(api, client, client["secret"])) == (200, 401)

    def test_keeps_only_the_latest_of_the_old(self, api: Api, client: dict[str, Any]) -> None:
        second = renew(api, client)
        third = renew(api, client)
        secrets = (client["secret"], second, third, "")
        assert [status(api, client, secret) for secret in secrets] == [401, 200, 200, 401]

    def test_says_until_when_and_shows_the_secret_once(self, api: Api, client: dict[str, Any]) -> None:
        renew(api, client, overlap_hours=1)
        shown = api.get(f"/v1/clients/{client['id']}", coordinator()).json()
        assert shown["old_secret_until"]
        assert not {"secret", "secret_hash", "old_secret_hash"} & set(shown)

    def test_takes_a_week_at_most(self, api: Api, client: dict[str, Any]) -> None:
        for hours in (-1, 169, "soon", None):
            answer = api.post(f"/v1/clients/{client['id']}/secret", coordinator(), json={"overlap_hours": hours})
            assert_problem(answer, 422, "invalid")

    def test_is_not_for_a_client_with_keys(self, api: Api) -> None:
        answer = api.post(f"/v1/clients/{a_signer(api).id}/secret", coordinator(), json={})
        assert assert_problem(answer, 409, "wrong-auth-method")["method"] == "private_key_jwt"


def coordinator() -> dict[str, str]:
    return person("coordinator", HUSBANKEN, sub=COORDINATOR)
