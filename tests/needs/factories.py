"""Needs, valid by default."""

from datetime import timedelta
from typing import Any

from services.kit import clock
from tests.support.api import Api
from tests.support.callers import HUSBANKEN, person


def a_need(**changes: Any) -> dict[str, Any]:
    """An open need of one place, to start within a hundred days."""
    today = clock.today()
    need = {
        "title": "Innsikt i startlån",
        "description": "Vi kartlegger brukerreisen for startlån.",
        "fields": [{"field": "service-design", "level": 2}],
        "earliest_start": str(today + timedelta(days=30)),
        "latest_start": str(today + timedelta(days=100)),
        "months": 3,
        "percentage": 100,
        "publish": True,
    }
    return {**need, **changes}


def edited(**changes: Any) -> dict[str, Any]:
    need = a_need(**changes)
    del need["publish"]
    return need


def posted(api: Api, *, org: str = HUSBANKEN, **changes: Any) -> tuple[str, dict[str, str]]:
    """A need: the id, and the headers of the requester who posted it."""
    host = person("requester", org)
    answer = api.post("/v1/needs", host, json=a_need(**changes))
    assert answer.status_code == 201, answer.text
    return answer.json()["id"], host
