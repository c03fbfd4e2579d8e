"""Accounts of one person: their addresses, and what joins two of them."""

from typing import Any

import httpx

from services.kit.data.database import Database
from tests.auth.scenes.letters import mailed_token
from tests.support.api import Api

ADDRESSES = "/v1/me/addresses"
JOINS = "/v1/me/joins"


def addresses_of(api: Api, headers: dict[str, str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.get(ADDRESSES, headers).json()["items"]
    return found


def ask_address(api: Api, headers: dict[str, str], email: str) -> httpx.Response:
    return api.post(ADDRESSES, headers, json={"email": email})


def follow_address(api: Api, token: str, **fields: str) -> httpx.Response:
    return api.post(f"/oauth/links?token={token}", data={"form_token": token, **fields})


def add_address(api: Api, database: Database, headers: dict[str, str], email: str) -> None:
    """Ask for a link to the address, and follow it."""
    assert ask_address(api, headers, email).status_code == 202
    assert follow_address(api, mailed_token(api, database)).status_code == 200


def join(api: Api, *, stays: dict[str, str], ends: dict[str, str]) -> httpx.Response:
    """Get a code in one account, and use it in the other."""
    code = api.post(JOINS, stays).json()["code"]
    return api.post(f"{JOINS}/acceptance", ends, json={"code": code})


def change_me(api: Api, headers: dict[str, str], **asked: str) -> httpx.Response:
    etag = api.get("/v1/me", headers).headers["ETag"]
    return api.patch("/v1/me", headers | {"If-Match": etag}, json=asked)
