"""Logins completed without the pages, and their tokens. Quick, because no password is hashed."""

from typing import Any
from uuid import UUID

import httpx
from joserfc import jwt
from joserfc.jwk import KeySet

from services.auth.federation.issuers import Issuers
from services.auth.login.authorization import AuthorizationRequest, read_authorization_request
from services.auth.login.completion import new_code
from services.auth.login.context import Browser, LoginContext
from services.auth.login.states import FormSeal, Proven
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.data.database import Database
from tests.auth.scenes.logins import a_request, redeem
from tests.support.api import Api
from tests.support.callers import HUSBANKEN, ISSUER

OFFLINE = "pool:read needs:read offline_access"


PASSWORD_AND_CODE = ("pwd", "otp")


def a_login(database: Database, wanted: AuthorizationRequest) -> LoginContext:
    """One request of a login, from an unknown browser."""
    seal = FormSeal(key=b"key", bound_to="cookie")
    browser = Browser(cookie="cookie", seal=seal, path="/oauth", secure=False, source="127.0.0.1")
    settings = AuthSettings()
    return LoginContext(wanted=wanted, browser=browser, database=database, settings=settings, issuers=Issuers(settings))


def a_code(
    database: Database,
    person_id: UUID,
    *,
    orgnr: str = HUSBANKEN,
    methods: tuple[str, ...] = PASSWORD_AND_CODE,
    **changes: str | None,
) -> str:
    """The authorization code of a complete login; `changes` to the authorization request, as in `a_request`."""
    wanted = read_authorization_request(database, a_request(**changes), issuer=ISSUER)
    proven = Proven(person_id=person_id, at=clock.now(), methods=methods)
    with database.write() as session:
        return new_code(session, AuthSettings(), wanted, proven, orgnr=orgnr)


def tokens_of(api: Api, database: Database, person_id: UUID, *, scope: str = OFFLINE, **changes: str) -> dict[str, Any]:
    """The token response for a login."""
    answer = redeem(api, a_code(database, person_id, methods=PASSWORD_AND_CODE, scope=scope, **changes), **changes)
    assert answer.status_code == 200, answer.text
    granted: dict[str, Any] = answer.json()
    return granted


def refresh(api: Api, token: str, /, **changes: str | None) -> httpx.Response:
    good: dict[str, str | None] = {"grant_type": "refresh_token", "refresh_token": token, "client_id": "cli"}
    return api.post("/oauth/token", data={name: value for name, value in {**good, **changes}.items() if value})


SECRET = "development-only"


def assert_refused(answer: httpx.Response, error: str, status: int = 400) -> None:
    """An error response of RFC 6749 §5.2, which no cache may store."""
    assert (answer.status_code, answer.json()["error"]) == (status, error), answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"


def claims_in(api: Api, granted: dict[str, Any]) -> dict[str, Any]:
    """A token's claims, read by another library with our published keys."""
    keys = KeySet.import_key_set(api.get("/oauth/jwks").json())
    return dict(jwt.decode(granted["access_token"], keys, algorithms=["RS256"]).claims)
