"""Decisions as they are sent and returned."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from services.kit.schemas import RequestModel, ResponseModel
from services.kit.text import Prose
from services.placements.decisions.domain import Verdict
from services.scheme.parties import Party
from services.scheme.reasons import Reason


class DecisionCreate(RequestModel):
    """One party's yes or no to one version of the terms. A no needs its reason."""

    decision: Verdict
    terms_version: Annotated[int, Field(ge=1, le=10**6)]
    reason: Reason | None = None
    note: Prose = ""


class DecisionRead(ResponseModel):
    party: Party
    decision: Verdict
    terms_version: int
    at: datetime
    delegated: Annotated[bool, Field(description="By somebody a coordinator let decide this once")]
