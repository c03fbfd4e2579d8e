"""Invitations, handed over or mailed, and their acceptance."""

from typing import Any

from services.auth.invitations.service import bootstrap_coordinator
from services.auth.settings import AuthSettings
from services.kit.data.database import Database
from tests.auth.scenes.letters import mailed_token
from tests.auth.scenes.logins import EMAIL, PASSWORD
from tests.support.api import Api
from tests.support.callers import HUSBANKEN, person

ACCEPTANCE = "/v1/invitations/acceptance"
COLLEAGUE = "kollega@husbanken.example"


def an_invitation(**changes: Any) -> dict[str, Any]:
    return {"email": COLLEAGUE, "role": "employee", "language": "nn", "hand_over": True, **changes}


def invite(api: Api, headers: dict[str, str], **changes: str) -> dict[str, Any]:
    answer = api.post("/v1/invitations", headers, json=an_invitation(**changes))
    assert answer.status_code == 201, answer.text
    invitation: dict[str, Any] = answer.json()
    return invitation


def invited(database: Database, orgnr: str = HUSBANKEN, email: str = EMAIL) -> str:
    """The token of a first coordinator's invitation."""
    with database.write() as session:
        return bootstrap_coordinator(session, orgnr, email, settings=AuthSettings()).token or ""


def an_acceptance(token: str, **changes: str) -> dict[str, str]:
    return {"token": token, "name": "HR i Husbanken", "password": PASSWORD, **changes}


def mail_invitation(api: Api, database: Database, org: str = HUSBANKEN, email: str = COLLEAGUE) -> str:
    asked = an_invitation(hand_over=False, email=email)
    answer = api.post("/v1/invitations", person("coordinator", org), json=asked)
    assert answer.status_code == 201, answer.text
    return mailed_token(api, database)
