"""Requests and responses for joining two accounts."""

from datetime import datetime
from typing import Annotated

from pydantic import StringConstraints

from services.kit.schemas import RequestModel, ResponseModel


class JoinCodeRead(ResponseModel):
    """Use it while logged in as your other account, which ends then. Shown this once."""

    code: str
    expires_at: datetime


class JoinAcceptance(RequestModel):
    """The code from the account that stays."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=100)]
