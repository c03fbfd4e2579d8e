"""The wire of needs."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from services.kit import schemas
from services.kit.percentages import Percentage
from services.kit.schemas import Day, RequestModel, Resource, ResponseModel, UpdatedAt, distinct
from services.kit.text import Line, Prose
from services.needs.domain import LONGEST_KEY, Outcome, State
from services.needs.models import Need
from services.scheme.levels import LEVELS
from services.scheme.perspectives import Perspective
from vocabulary.codes import Clearance, CountyCode, FieldCode, LanguageCode, MunicipalityCode, SkillCode
from vocabulary.municipalities import Municipalities, county_of

Skills = Annotated[list[SkillCode], Field(max_length=30), AfterValidator(distinct)]
AskedPerspective = Literal[Perspective.NEUTRAL, Perspective.OTHER_SECTOR, Perspective.PEER]  # inline in OpenAPI
ExternalId = Annotated[
    Line, Field(max_length=LONGEST_KEY, description="Your own key for the need, unique in your agency")
]


class FieldLevel(RequestModel):
    """A professional field, and how well: 1 has worked with it, 2 works independently, 3 leads others in it."""

    field: FieldCode
    level: Annotated[int, Field(ge=1, le=LEVELS)]


class NeedContent(RequestModel):
    """What an agency says of its need. Of several fields, one that fits is enough."""

    title: Line
    description: Prose = ""
    fields: Annotated[list[FieldLevel], Field(min_length=1, max_length=5), AfterValidator(distinct)]
    must_skills: Skills = []
    nice_skills: Skills = []
    languages: Annotated[list[LanguageCode], Field(min_length=1, max_length=10), AfterValidator(distinct)] = ["nb"]
    earliest_start: Day
    latest_start: Day
    months: Annotated[int, Field(ge=1, le=12, description="Calendar months; the scheme allows two to three")]
    percentage: Percentage
    county: CountyCode | None = None
    municipality: Annotated[
        MunicipalityCode | None,
        Field(description="Its number (`GET /needs/v1/municipalities`); it says the county too"),
    ] = None
    remote: bool = False
    places: Annotated[int, Field(ge=1, le=10, description="How many people are wanted")] = 1
    clearance: Clearance = "none"
    perspective: Annotated[
        AskedPerspective,
        Field(description="Whether sector counts in the match: not, another one, or the same kind of body"),
    ] = Perspective.NEUTRAL
    external_id: ExternalId | None = None

    @field_validator("latest_start")
    @classmethod
    def _not_before_the_earliest(cls, latest: date, info: ValidationInfo) -> date:
        if latest < info.data.get("earliest_start", latest):
            raise ValueError("before_earliest_start")
        return latest

    @field_validator("municipality")
    @classmethod
    def _in_the_county(cls, municipality: str | None, info: ValidationInfo) -> str | None:
        county = info.data.get("county")
        if municipality is not None and county not in (None, county_of(municipality)):
            raise ValueError("outside_county")
        return municipality

    @model_validator(mode="after")
    def _say_the_county(self) -> Self:
        if self.municipality is not None:
            self.county = county_of(self.municipality)
        return self


class NeedCreate(NeedContent):
    publish: Annotated[bool, Field(description="Open the need at once; takes a person")] = False


class NeedUpdate(NeedContent):
    pass


class ClosureCreate(RequestModel):
    outcome: Outcome
    note: Prose = ""


class PublicNeed(Resource):
    """An open need as anybody sees it, without login."""

    place: ClassVar[str] = "/v1/needs/{id}"

    host_org: str
    updated_at: UpdatedAt
    title: str
    description: str
    fields: list[FieldLevel]
    earliest_start: date
    latest_start: date

    @classmethod
    def of(cls, need: Need) -> Self:
        return cls(**need.model_dump())


class OpenNeed(PublicNeed):
    """A need as every employee sees it, from when it is opened."""

    shown_as: Literal["reader"] = "reader"
    state: State
    must_skills: list[str]
    nice_skills: list[str]
    languages: list[str]
    months: int
    percentage: int
    county: str | None
    municipality: Annotated[str | None, Field(description="The number of the municipality where the work is")]
    remote: bool
    places: int
    filled: Annotated[int, Field(description="How many placements are agreed")]
    clearance: str
    perspective: str


class NeedRead(OpenNeed):
    """A need as its own agency sees it."""

    shown_as: Literal["host"] = "host"  # type: ignore[assignment]  # the tag of the union narrows
    external_id: str | None
    posted_by: Annotated[str | None, Field(description="The person; null while a machine's draft waits for one")]
    outcome: Outcome | None
    note: str | None
    legal: Annotated[list[str], Field(description="The verbs you have now")]

    @classmethod
    def of_own(cls, need: Need, *, legal: list[str]) -> Self:
        return cls(**need.model_dump() | {"legal": legal})


ShownNeed = NeedRead | OpenNeed


class StandingRead(ResponseModel):
    """What placements needs to know of a need before it lets anybody apply, offer or decide."""

    need_id: UUID
    host_org: str
    state: State
    version: int
    places: int
    earliest_start: date
    latest_start: date
    months: int
    percentage: int
    county: str | None
    remote: bool

    @classmethod
    def of(cls, need: Need) -> Self:
        return cls(**need.model_dump() | {"need_id": need.id})


class SummaryRead(ResponseModel):
    """What a need is about, for a mail about it."""

    id: UUID
    title: str
    host_org: str
    earliest_start: date
    latest_start: date
    months: int
    percentage: int


class SummariesRead(ResponseModel):
    """The needs that were asked for, without those that there are not."""

    needs: Annotated[list[SummaryRead], Field(description="What each is about")]

    @classmethod
    def of(cls, needs: Iterable[Need]) -> Self:
        return cls(needs=[SummaryRead.model_validate(need) for need in needs])


class MunicipalityRead(ResponseModel):
    id: Annotated[str, Field(description="Its number, of four digits")]
    county: Annotated[str, Field(description="Its county's id")]
    labels: Annotated[dict[str, str], Field(description="Its official names, by language")]


class FormerMunicipalityRead(ResponseModel):
    id: str
    name: str
    until: Annotated[date, Field(description="The last day of the number")]
    successors: Annotated[list[str], Field(description="The numbers of today that it became or is part of")]


class MunicipalitiesRead(ResponseModel):
    """The municipalities of today by their number, and the numbers of 2020 to 2023, which are taken no more."""

    version: Annotated[str, Field(description="The day from which they are valid")]
    municipalities: list[MunicipalityRead]
    former: list[FormerMunicipalityRead]

    @classmethod
    def of(cls, known: Municipalities) -> Self:
        return cls(
            version=known.version,
            municipalities=[MunicipalityRead.model_validate(one) for one in known.municipalities.values()],
            former=[FormerMunicipalityRead.model_validate(one) for one in known.former.values()],
        )


class StatesRead(schemas.StatesRead):
    """A page of the state feed: the latest state of each need that changed, null where it is gone."""
