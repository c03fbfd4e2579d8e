"""Profiles, valid by default."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from services.kit import clock
from tests.support.api import Api
from tests.support.callers import BAERUM, person


def a_profile(**changes: Any) -> dict[str, Any]:
    today = clock.today()
    window = {"start": str(today), "end": str(today + timedelta(days=365))}
    profile = {
        "name": "Tjenestedesigner, Bærum kommune",
        "title": "Tjenestedesigner",
        "fields": [{"field": "service-design", "level": 3}],
        "windows": [window],
        "percentage": 100,
        "submit": True,
    }
    return {**profile, **changes}


def an_endorsement(**changes: Any) -> dict[str, Any]:
    return {"valid_until": str(clock.today() + timedelta(days=400)), "max_months": 3, **changes}


def signed_up(api: Api, *, org: str = BAERUM, sub: str | None = None, **changes: Any) -> tuple[str, dict[str, str]]:
    """A submitted expert: the id, and the person's headers."""
    me = person("employee", org, sub=sub or str(uuid4()))
    answer = api.post("/v1/experts", me, json=a_profile(**changes))
    assert answer.status_code == 201, answer.text
    return answer.json()["id"], me


def endorsed(api: Api, *, org: str = BAERUM, sub: str | None = None, **changes: Any) -> tuple[str, dict[str, str]]:
    """An available expert: the id, and the person's headers."""
    expert_id, me = signed_up(api, org=org, sub=sub, **changes)
    answer = api.post(f"/v1/experts/{expert_id}/endorsement", person("coordinator", org), json=an_endorsement())
    assert answer.status_code == 201, answer.text
    return expert_id, me
