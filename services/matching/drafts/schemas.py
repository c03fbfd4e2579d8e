"""Drafts as they are sent, and what is returned about them."""

from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from services.kit.percentages import Percentage
from services.kit.schemas import Day, RequestModel, ResponseModel, distinct
from services.matching.index.schemas import AsOf
from services.matching.suggestions.schemas import ConditionRead, Told
from services.scheme.levels import LEVELS
from vocabulary.codes import Clearance, CountyCode, FieldCode, LanguageCode


class FieldLevel(RequestModel):
    """A professional field, and how well: 1 has worked with it, 2 works independently, 3 leads others in it."""

    field: FieldCode
    level: Annotated[int, Field(ge=1, le=LEVELS)]


class Draft(RequestModel):
    """The conditions of a need, as `POST /needs/v1/needs` takes them. Of several fields, one that fits is enough."""

    fields: Annotated[list[FieldLevel], Field(min_length=1, max_length=5), AfterValidator(distinct)]
    languages: Annotated[list[LanguageCode], Field(min_length=1, max_length=10), AfterValidator(distinct)] = ["nb"]
    earliest_start: Day
    latest_start: Day
    months: Annotated[int, Field(ge=1, le=12)]
    percentage: Percentage
    county: CountyCode | None = None
    remote: bool = False
    clearance: Clearance = "none"

    @field_validator("latest_start")
    @classmethod
    def _not_before_the_earliest(cls, latest: date, info: ValidationInfo) -> date:
        if latest < info.data.get("earliest_start", latest):
            raise ValueError("before_earliest_start")
        return latest


class FitRead(ResponseModel):
    """How many of other bodies' experts would fit a draft. Nearest below: see `step`."""

    as_of: AsOf
    step: Annotated[int, Field(description="Counts are told in whole multiples of this; 1 to brokers")]
    considered: Told
    fit: Told
    withheld: Annotated[Told, Field(description="Left out because their county is not shown, where the county counts")]
    conditions: list[ConditionRead]

    @classmethod
    def of(cls, **content: object) -> Self:
        return cls.model_validate(content)
