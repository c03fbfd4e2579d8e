"""Malformed requests to OAuth's endpoints get the RFCs' error responses, which repeat nothing of the request."""

import pytest

from services.kit.data.database import Database
from tests.auth.scenes.members import a_member
from tests.auth.scenes.tokens import SECRET, tokens_of
from tests.support.api import Api
from tests.support.callers import bearer

CANARY = "kanarifugl"
HOSTILE = [
    CANARY,
    CANARY * 2000,
    f"{CANARY}\x00",
    f"{CANARY}\u202e",
    f"<script>{CANARY}</script>",
    f"' OR '{CANARY}'='{CANARY}",
    f"{CANARY}.{CANARY}.{CANARY}",
    f"{CANARY}\r\nSet-Cookie: x=y",
]
_CODE = {"grant_type": "authorization_code", "client_id": "cli", "redirect_uri": "x"}
FORMS = [
    ("/oauth/token", {"grant_type": "refresh_token", "client_id": "cli"}, "refresh_token"),
    ("/oauth/token", {"grant_type": "refresh_token", "client_id": "cli", "refresh_token": "x"}, "scope"),
    ("/oauth/token", {"grant_type": "refresh_token", "refresh_token": "x"}, "client_id"),
    ("/oauth/token", {"client_id": "cli"}, "grant_type"),
    (
        "/oauth/token",
        {"grant_type": "authorization_code", "client_id": "cli", "redirect_uri": "x", "code": "x"},
        "code_verifier",
    ),
    (
        "/oauth/token",
        {"grant_type": "authorization_code", "client_id": "cli", "redirect_uri": "x", "code_verifier": "x"},
        "code",
    ),
    ("/oauth/revoke", {"client_id": "cli"}, "token"),
    ("/oauth/revoke", {"token": "x"}, "client_id"),
    ("/oauth/introspect", {"client_id": "needs", "client_secret": SECRET}, "token"),
    ("/oauth/introspect", {"client_id": "needs", "token": "x"}, "client_secret"),
    ("/oauth/end_session", {"state": "x"}, "id_token_hint"),
    ("/oauth/end_session", {"client_id": "docs"}, "post_logout_redirect_uri"),
]
MANY = b"&".join(b"a%d=b" % number for number in range(99))
BODIES = [b"\xff\xfe", b"%ff%fe=%ff", b"token=%ed%a0%80", b"token=a&token=b", MANY, b"{}"]
QUERIES = [
    *("id_token_hint=%00", "id_token_hint=%ff", "id_token_hint=%ed%a0%80", "state=a&state=b"),
    "x" * 4000,
    *("=", "&&&", "%"),
]


@pytest.mark.parametrize(("place", "form", "name"), FORMS)
def test_a_hostile_value_is_refused_and_not_repeated(api: Api, place: str, form: dict[str, str], name: str) -> None:
    for value in HOSTILE:
        answer = api.post(place, data=form | {name: value})
        assert answer.status_code in {200, 400, 401}, (value, answer.text)
        assert CANARY not in answer.text
        assert CANARY not in str(answer.headers)
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("place", ["/oauth/token", "/oauth/revoke", "/oauth/introspect", "/oauth/end_session"])
@pytest.mark.parametrize("body", BODIES)
def test_a_body_that_is_no_form_is_refused(api: Api, place: str, body: bytes) -> None:
    for kind in ("application/x-www-form-urlencoded", "application/json", "multipart/form-data", ""):
        answer = api.post(place, {"Content-Type": kind}, content=body)
        assert answer.status_code in {200, 400, 401}, answer.text
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_that_is_none_gets_a_page(api: Api, query: str) -> None:
    assert api.get(f"/oauth/end_session?{query}").status_code in {200, 400}


def test_a_token_in_the_query_or_the_form_is_not_read(real_api: Api, database: Database) -> None:
    """RFC 6750 §2.2 and §2.3: both leak, so a token counts in the header only."""
    token = tokens_of(real_api, database, a_member(database), scope="openid")["access_token"]
    assert real_api.get(f"/oauth/userinfo?access_token={token}").status_code == 401
    assert real_api.post("/oauth/userinfo", data={"access_token": token}).status_code == 401
    assert real_api.post("/oauth/userinfo", bearer(token)).status_code == 200
