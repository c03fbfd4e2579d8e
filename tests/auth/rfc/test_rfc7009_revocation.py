"""Revocation (RFC 7009)."""

from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from services.kit.data.database import Database
from tests.auth.scenes.members import a_member
from tests.auth.scenes.sessions import the_session
from tests.auth.scenes.tokens import SECRET, assert_refused, refresh, tokens_of
from tests.support.api import Api


@pytest.fixture
def me(database: Database) -> UUID:
    return a_member(database)


@pytest.fixture
def granted(real_api: Api, database: Database, me: UUID) -> dict[str, Any]:
    return tokens_of(real_api, database, me)


def revoke(api: Api, token: str, **changes: str) -> httpx.Response:
    return api.post("/oauth/revoke", data={"token": token, "client_id": "cli"} | changes)


@pytest.mark.parametrize("kind", ["access_token", "refresh_token"])
@pytest.mark.parametrize("hint", [{}, {"token_type_hint": "refresh_token"}, {"token_type_hint": "nonsense"}])
def test_ends_the_login_of_either_token_whatever_the_hint(
    real_api: Api, database: Database, granted: dict[str, Any], kind: str, hint: dict[str, str]
) -> None:
    answer = revoke(real_api, granted[kind], **hint)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert the_session(database).end_reason == "by_client"
    assert_refused(refresh(real_api, granted["refresh_token"]), "invalid_grant")


def test_ends_it_by_a_token_that_was_used(real_api: Api, database: Database, granted: dict[str, Any]) -> None:
    refresh(real_api, granted["refresh_token"])
    assert revoke(real_api, granted["refresh_token"]).status_code == 200
    assert the_session(database).end_reason == "by_client"


@pytest.mark.parametrize("token", ["unknown", "a.b.c", "x" * 9000, "\u00e6", "{}"])
def test_what_is_of_no_use_is_as_good_as_revoked(real_api: Api, token: str) -> None:
    answer = revoke(real_api, token)
    assert (answer.status_code, answer.text) == (200, "null")


def test_may_be_asked_twice(real_api: Api, granted: dict[str, Any]) -> None:
    assert {revoke(real_api, granted["refresh_token"]).status_code for _ in range(2)} == {200}


@pytest.mark.parametrize("kind", ["access_token", "refresh_token"])
def test_refuses_another_clients_token(real_api: Api, database: Database, granted: dict[str, Any], kind: str) -> None:
    assert_refused(revoke(real_api, granted[kind], client_id="docs"), "invalid_grant")
    assert the_session(database).ended_at is None


def test_a_token_without_a_login_runs_out_by_itself(real_api: Api) -> None:
    form = {"grant_type": "client_credentials", "resource": "auth"}
    token = real_api.post("/oauth/token", data=form, auth=("needs", SECRET)).json()["access_token"]
    assert_refused(
        real_api.post("/oauth/revoke", data={"token": token}, auth=("needs", SECRET)), "unsupported_token_type"
    )


def test_wants_a_client_and_a_token(real_api: Api, granted: dict[str, Any]) -> None:
    assert_refused(real_api.post("/oauth/revoke", data={"client_id": "cli"}), "invalid_request")
    assert_refused(real_api.post("/oauth/revoke", data={"token": granted["refresh_token"]}), "invalid_request")
    assert_refused(revoke(real_api, granted["refresh_token"], client_id=str(uuid4())), "invalid_client", 401)
