"""Tokens of people who are no coordinators, each for one decision on one placement."""

from typing import Any
from uuid import uuid4

from tests.support.callers import BAERUM, a_token, bearer


def detail_of(placement_id: str, org: str = BAERUM, *, delegation: str = str(uuid4()), by: str = "x") -> dict[str, str]:
    ids = {"placement": placement_id, "delegation": delegation}
    return {"type": "ressurspool:decision", "org": org, **ids, "by": by}


def delegate(
    placement_id: str, org: str = BAERUM, *, delegation: str | None = None, by: str | None = None, **claims: Any
) -> dict[str, str]:
    """A manager of the body, whose token is for this placement."""
    detail = detail_of(placement_id, org, delegation=delegation or str(uuid4()), by=by or str(uuid4()))
    scope = "placements:read placements:decide"
    return bearer(a_token(org=org, scope=scope, authorization_details=[detail], **claims))
