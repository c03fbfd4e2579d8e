"""A body's app, and the steps of somebody who logs in with it, after the password."""

from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import httpx

from services.auth.clients.models import Client
from services.auth.login.authorization import AuthorizationRequest, read_authorization_request
from services.auth.login.completion import complete
from services.auth.login.states import Proven
from services.auth.login.steps import GoBack, Step
from services.kit import clock
from services.kit.data.database import Database
from tests.auth.scenes.logins import a_request, redeem
from tests.auth.scenes.tokens import PASSWORD_AND_CODE, a_login
from tests.support.api import Api
from tests.support.callers import HUSBANKEN, ISSUER, person

BACK = "https://app.husbanken.example/callback"
SCOPES = ["organisation:read", "pool:read", "openid", "offline_access"]


def an_app(**changes: Any) -> dict[str, Any]:
    good = {"name": "Bemanningsappen", "scopes": SCOPES, "token_endpoint_auth_method": "none", "redirect_uris": [BACK]}
    return {**good, **changes}


def register_app(api: Api, orgnr: str = HUSBANKEN, **changes: Any) -> dict[str, Any]:
    answer = api.post("/v1/clients", person("coordinator", orgnr), json=an_app(**changes))
    assert answer.status_code == 201, answer.text
    app: dict[str, Any] = answer.json()
    return app


def keep_app(database: Database, **changes: Any) -> dict[str, str]:
    """Insert the app directly, for a service that accepts no token to register it with."""
    columns = an_app(client_id="app", kind="public", orgnr=HUSBANKEN, **changes)
    with database.write() as session:
        session.add(Client(**columns))
    return {"client_id": "app"}


def wanted_by(database: Database, app: dict[str, Any], **changes: str | None) -> AuthorizationRequest:
    asked = {"client_id": app["client_id"], "redirect_uri": BACK, "scope": "pool:read", **changes}
    return read_authorization_request(database, a_request(**asked), issuer=ISSUER)


def step(
    database: Database,
    wanted: AuthorizationRequest,
    me: UUID,
    *,
    answer: str | None = None,
    chosen: str | None = None,
) -> Step:
    """What comes after somebody has proven who they are."""
    proven = Proven(person_id=me, at=clock.now(), methods=PASSWORD_AND_CODE)
    said = {name: value for name, value in {"org": chosen, "answer": answer}.items() if value is not None}
    return complete(a_login(database, wanted), proven, said)


def redeem_at(api: Api, app: dict[str, Any], came: Step) -> httpx.Response:
    return redeem(api, returned_to_app(came)["code"], client_id=app["client_id"], redirect_uri=BACK)


def returned_to_app(came: Step) -> dict[str, str]:
    """What the browser takes back to the app."""
    assert isinstance(came, GoBack), came
    return {name: values[0] for name, values in parse_qs(urlsplit(came.location).query).items()}
