"""Coordinators who act for a while in place of another."""

from datetime import timedelta
from typing import Any

import httpx

from services.kit import clock
from tests.support.api import Api
from tests.support.callers import HUSBANKEN

PATH = f"/v1/organisations/{HUSBANKEN}/substitutes"
SUBSTITUTE = "vikar@baerum.example"


def appoint(api: Api, headers: dict[str, str], *, days: int = 14, **changes: Any) -> httpx.Response:
    asked = {"email": SUBSTITUTE, "until": str(clock.today() + timedelta(days=days)), **changes}
    return api.post(PATH, headers, json=asked)
