"""The wire of the index."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from services.kit.schemas import ResponseModel


class FollowedRead(ResponseModel):
    """What is held of one state feed."""

    position: str
    lag: int
    count: int
    digest: Annotated[str, Field(description="Of all states as matching reads them; the same for equal states")]


class IndexRead(ResponseModel):
    """How far each feed was followed, and what came of it."""

    experts: FollowedRead
    needs: FollowedRead


class Lag(ResponseModel):
    """How many changes were left to follow at the last contact."""

    experts: int
    needs: int


class AsOf(ResponseModel):
    """How far the index had come: positions in the state feeds of pool and needs, and when both were last heard of."""

    experts: str
    needs: str
    at: datetime
    lag: Lag
