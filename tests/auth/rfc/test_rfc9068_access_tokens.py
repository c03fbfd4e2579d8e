"""Access tokens (RFC 9068): their claims, and that they outlive the key that signed them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from services.auth.audit.service import OPERATOR
from services.auth.keys.domain import KNOWN_BEFORE
from services.auth.keys.service import make_next_key, rotate
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.data.database import Database
from tests.auth.scenes.members import a_member
from tests.auth.scenes.sessions import the_session
from tests.auth.scenes.tokens import SECRET, tokens_of
from tests.support.api import Api
from tests.support.callers import HUSBANKEN, ISSUER, bearer

REQUIRED = {"iss", "exp", "aud", "sub", "client_id", "iat", "jti"}  # §2.2
SCOPE = "openid organisation:read"
KINDS = ("access_token", "id_token")


@pytest.fixture
def me(database: Database) -> UUID:
    return a_member(database)


def read(api: Api, token: str) -> jwt.Token:
    keys = KeySet.import_key_set(api.get("/oauth/jwks").json())
    return jwt.decode(token, keys, algorithms=["RS256"])


def test_have_the_type_the_key_and_the_claims(api: Api, database: Database, me: UUID) -> None:
    token = read(api, tokens_of(api, database, me)["access_token"])
    assert {name: token.header[name] for name in ("typ", "alg")} == {"typ": "at+jwt", "alg": "RS256"}
    assert token.header["kid"] in {key["kid"] for key in api.get("/oauth/jwks").json()["keys"]}
    claims = token.claims
    assert set(claims) >= REQUIRED | {"scope", "roles", "org", "consumer", "sid", "person"}
    assert (claims["iss"], claims["sub"], claims["aud"]) == (ISSUER, str(me), "ressurspool")
    assert claims["sid"] == str(the_session(database).id)
    assert claims["consumer"] == {"authority": "iso6523-actorid-upis", "ID": f"0192:{HUSBANKEN}"}


def test_are_told_apart_by_their_jti(api: Api, database: Database, me: UUID) -> None:
    tokens = [read(api, tokens_of(api, database, me)["access_token"]).claims["jti"] for _ in range(3)]
    assert len(set(tokens)) == 3


def test_a_clients_own_speaks_of_the_client_and_of_no_login(api: Api) -> None:
    form = {"grant_type": "client_credentials", "resource": "pool"}
    granted: dict[str, Any] = api.post("/oauth/token", data=form, auth=("needs", SECRET)).json()
    claims = read(api, granted["access_token"]).claims
    assert (claims["sub"], claims["client_id"], claims["aud"]) == ("needs", "needs", "pool")
    assert "sid" not in claims


def test_outlive_the_rotation_of_keys(real_api: Api, database: Database, me: UUID, settings: AuthSettings) -> None:
    with clock.stopped_at(clock.now()) as move:
        make_next_key(database, settings, by=OPERATOR)
        move(KNOWN_BEFORE)
        before = tokens_of(real_api, database, me, scope=SCOPE)
        move(timedelta(minutes=5))
        rotate(database, settings)
        move(timedelta(seconds=2))
        after = tokens_of(real_api, database, me, scope=SCOPE)
        kids = [[read(real_api, granted[kind]).header["kid"] for kind in KINDS] for granted in (before, after)]
        assert kids[0] != kids[1], "the id_tokens and access tokens of each are signed by the key of their time"
        assert {len(set(of_one_time)) for of_one_time in kids} == {1}
        for granted in (before, after):
            assert real_api.get("/v1/me", bearer(granted["access_token"])).status_code == 200
