"""The wire of coverage."""

from typing import Annotated

from pydantic import Field

from services.kit.schemas import ResponseModel
from services.matching.coverage.domain import Balance
from services.matching.index.schemas import AsOf
from services.matching.suggestions.schemas import Share


class CellRead(ResponseModel):
    """Supply and demand of a field in a region in a month. A supply of null is of too few, and not shown."""

    field: str
    region: Annotated[str, Field(description="A county; `all`; `none` for no county; `other`, those not shown")]
    month: str
    supply: int | None
    demand: int
    balance: Balance


class CrossSectorRead(ResponseModel):
    """How many of a field's possible pairs of expert and place cross sectors, of those whose sectors are shown; null
    where too few are.
    """

    field: str
    share: Share | None


class CoverageRead(ResponseModel):
    """Supply and demand for some months."""

    as_of: AsOf
    vocabulary: str
    months: list[str]
    fewest_shown: Annotated[
        int, Field(description="Fewer experts than this, or of fewer than three bodies, are not shown; 1 to brokers")
    ]
    labels: Annotated[dict[str, str], Field(description="The fields' names in the reader's language")]
    cells: list[CellRead]
    across_sectors: list[CrossSectorRead]
