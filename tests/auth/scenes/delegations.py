"""Delegations: creates and accepts them, and reads the link in the letter."""

from typing import Any

import httpx

from services.kit.data.database import Database
from tests.auth.scenes.letters import mailed_token
from tests.support.api import Api
from tests.support.callers import HUSBANKEN, person

PATH = "/v1/delegations"
MANAGER = "leder@husbanken.example"


def delegate(api: Api, placement_id: str, org: str = HUSBANKEN, **changes: Any) -> httpx.Response:
    asked = {"placement_id": placement_id, "email": MANAGER, **changes}
    return api.post(PATH, person("coordinator", org), json=asked)


def link_of(api: Api, database: Database, placement_id: str, **changes: Any) -> str:
    answer = delegate(api, placement_id, **changes)
    assert answer.status_code == 201, answer.text
    return mailed_token(api, database)


def accept(api: Api, headers: dict[str, str], token: str) -> httpx.Response:
    return api.post(f"{PATH}/acceptance", headers, json={"token": token})
