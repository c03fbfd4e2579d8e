"""When coordinators say that they are away."""

from datetime import timedelta
from typing import Any

import httpx

from services.auth.people.models import Membership
from services.kit import clock
from tests.auth.scenes.members import headers_of
from tests.support.api import Api

PATH = "/v1/me/absences"


def day(number: int) -> str:
    return str(clock.today() + timedelta(days=number))


def announce(api: Api, headers: dict[str, str], start: int = 1, end: int = 7) -> httpx.Response:
    return api.post(PATH, headers, json={"start": day(start), "end": day(end)})


def announced(api: Api, who: Membership, start: int = 1, end: int = 7) -> dict[str, Any]:
    answer = announce(api, headers_of(who), start, end)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def absences_of(api: Api, who: Membership) -> list[tuple[str, str]]:
    return [(one["start"], one["end"]) for one in api.get(PATH, headers_of(who)).json()["items"]]
