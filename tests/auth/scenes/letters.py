"""Letters that auth orders and notify sends, and who follows their links."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from services.kit.data.database import Database
from tests.auth.scenes.events import emitted
from tests.auth.scenes.logins import PASSWORD
from tests.support.api import Api
from tests.support.callers import service

OTHER_PASSWORD = "et ganske annet passord"


def notify() -> dict[str, str]:
    return service("auth", of="notify")


def ordered_letters(database: Database) -> list[dict[str, Any]]:
    return emitted(database, "letter.ordered")


def letters(api: Api, database: Database) -> list[dict[str, Any]]:
    """What notify would send of all that was ordered."""
    return [api.get(f"/v1/letters/{event['subject']}", notify()).json() for event in ordered_letters(database)]


def mailed_token(api: Api, database: Database) -> str:
    """The token in the letter that was ordered last."""
    link: str = letters(api, database)[-1]["link"]
    return parse_qs(urlsplit(link).query)["token"][0]


def follow(api: Api, token: str, **fields: str) -> httpx.Response:
    form = {"form_token": token, "name": "Kollega i Husbanken", "password": PASSWORD, **fields}
    return api.post(f"/oauth/links?token={token}", data=form)
