"""OpenID Connect RP-Initiated Logout 1.0: the end session endpoint."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import httpx
import pytest
from sqlalchemy import update
from sqlmodel import col

from services.auth.keys.models import SigningKey
from services.auth.keys.service import ensure_key
from services.auth.main import create_app
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.access.revocations import Revocations
from services.kit.data.database import Database
from services.kit.web.application import Overrides
from tests.auth.scenes.members import a_member
from tests.auth.scenes.sessions import the_session
from tests.auth.scenes.tokens import assert_refused, refresh, tokens_of
from tests.support.api import Api
from tests.support.callers import ISSUER

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DOCS = {"client_id": "docs", "redirect_uri": f"{ISSUER}/pool/docs/oauth2-redirect"}
BACK = f"{ISSUER}/pool/docs"


@pytest.fixture
def granted(api: Api, database: Database) -> dict[str, Any]:
    return tokens_of(api, database, a_member(database), scope="openid offline_access", **DOCS)


def end_session(api: Api, method: str = "GET", **asked: str) -> httpx.Response:
    if method == "POST":
        return api.post("/oauth/end_session", data=asked)
    return api.request(method, f"/oauth/end_session?{urlencode(asked)}")


def test_head_ends_nothing(api: Api, database: Database, granted: dict[str, Any]) -> None:
    """A mail filter, or a browser that looks ahead, is nobody who logs out."""
    assert end_session(api, "HEAD", id_token_hint=granted["id_token"]).status_code == 200
    assert the_session(database).end_reason is None


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_ends_the_login_and_leads_back(api: Api, database: Database, granted: dict[str, Any], method: str) -> None:
    hint = granted["id_token"]
    answer = end_session(api, method, id_token_hint=hint, post_logout_redirect_uri=BACK, state="s 1", client_id="docs")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{BACK}?state=s+1")
    assert the_session(database).end_reason == "logged_out"
    assert_refused(refresh(api, granted["refresh_token"], client_id="docs"), "invalid_grant")


def test_takes_an_id_token_that_has_run_out(api: Api, database: Database) -> None:
    person: UUID = a_member(database)
    with clock.stopped_at(NOON) as move:
        granted = tokens_of(api, database, person, scope="openid offline_access", **DOCS)
        move(timedelta(hours=5))
        api.get("/oauth/jwks")  # keys are read anew all the time, where threads run
        assert end_session(api, id_token_hint=granted["id_token"]).status_code == 200
    assert the_session(database).end_reason == "logged_out"


@pytest.mark.parametrize(("state", "status"), [("retired", 200), ("revoked", 400)])
def test_takes_one_whose_key_was_retired_and_not_one_whose_key_was_revoked(
    api: Api, database: Database, granted: dict[str, Any], state: str, status: int
) -> None:
    with database.write() as session:
        gone = update(SigningKey).where(col(SigningKey.kid) == kid_in(granted["id_token"]))
        session.execute(gone.values(state=state, private_pem=None))
    ensure_key(database, AuthSettings())
    after = api_over(database)
    assert end_session(after, id_token_hint=granted["id_token"]).status_code == status
    assert (the_session(database).ended_at is not None) is (status == 200)


def kid_in(token: str) -> str:
    head = token.partition(".")[0]
    return str(json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))["kid"])


def api_over(database: Database) -> Api:
    """auth in another process, which has read the keys anew."""
    return Api(create_app(overrides=Overrides(database=database, revocations=Revocations.nothing_revoked())))


@pytest.mark.parametrize("back", [BACK + "/", BACK + "?x=1", "https://evil.example/", f"{BACK}/oauth2-redirect", "x"])
def test_leads_nowhere_that_is_not_registered(api: Api, database: Database, granted: dict[str, Any], back: str) -> None:
    answer = end_session(api, id_token_hint=granted["id_token"], post_logout_redirect_uri=back)
    assert answer.status_code == 200
    assert "Location" not in answer.headers
    assert "evil" not in answer.text
    assert the_session(database).end_reason == "logged_out"


def test_without_a_hint_a_page_tells_that_nothing_is_kept_here(
    api: Api, database: Database, granted: dict[str, Any]
) -> None:
    answer = end_session(api, post_logout_redirect_uri=BACK, client_id="docs")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "Location" not in answer.headers
    assert the_session(database).ended_at is None


@pytest.mark.parametrize("kind", ["access_token", "refresh_token"])
def test_no_other_token_will_do(api: Api, database: Database, granted: dict[str, Any], kind: str) -> None:
    assert end_session(api, id_token_hint=granted[kind]).status_code == 400
    assert the_session(database).ended_at is None


@pytest.mark.parametrize("hint", ["x", "a.b.c", "x" * 9000, "<script>", "e30.e30.e30"])
def test_a_hint_that_is_none_gets_a_page_that_repeats_nothing(api: Api, hint: str) -> None:
    answer = end_session(api, id_token_hint=hint)
    assert answer.status_code == 400
    assert "<script" not in answer.text


def test_a_changed_id_token_is_none(api: Api, database: Database, granted: dict[str, Any]) -> None:
    head, body, _ = granted["id_token"].split(".")
    _, _, other = granted["access_token"].split(".")
    assert end_session(api, id_token_hint=f"{head}.{body}.{other}").status_code == 400
    assert the_session(database).ended_at is None


def test_the_client_has_to_be_the_id_tokens(api: Api, database: Database, granted: dict[str, Any]) -> None:
    assert end_session(api, id_token_hint=granted["id_token"], client_id="cli").status_code == 400
    assert the_session(database).ended_at is None


def test_may_be_asked_twice(api: Api, granted: dict[str, Any]) -> None:
    answers = [end_session(api, id_token_hint=granted["id_token"], post_logout_redirect_uri=BACK) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
