"""Profiles as they are sent and returned, and the vocabulary they are written in."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, Field

from services.kit.percentages import Percentage
from services.kit.schemas import Day, RequestModel, Resource, ResponseModel, distinct
from services.kit.text import Line, Prose
from services.pool.domain import Reason, State, WaitingFor
from services.pool.models import BusyPeriod, Expert
from services.pool.schemas.endorsements import EndorsementRead, OwnEndorsementRead
from services.scheme.levels import LEVELS
from vocabulary import Vocabulary
from vocabulary.codes import Clearance, CountyCode, FieldCode, LanguageCode, SkillCode


def _ordered(window: "Window") -> "Window":
    if window.end < window.start:
        raise ValueError("ends_before_start")
    return window


def _content(expert: Expert) -> dict[str, Any]:
    """The columns, and the endorsement as a thing of its own."""
    content = expert.model_dump()
    if expert.endorsed_until is None:
        return content | {"endorsement": None}
    endorsement = {name: content[name] for name in ("max_months", "max_percentage")}
    endorsement |= {"valid_until": expert.endorsed_until, "note": expert.endorsement_note or ""}
    return content | {"endorsement": endorsement}


class FieldLevel(RequestModel):
    """A professional field, and how well: 1 has worked with it, 2 works independently, 3 leads others in it."""

    field: FieldCode
    level: Annotated[int, Field(ge=1, le=LEVELS)]


class Period(RequestModel):
    """Days, both ends included."""

    start: date
    end: date


class Window(Period):
    """Days an expert offers, both ends included."""

    # bounded here and not in Period, by which profiles that reach further are read
    start: Day
    end: Day


class Profile(RequestModel):
    """What an expert says of themselves. One field, one window and a percentage are enough."""

    name: Line
    title: Line
    fields: Annotated[list[FieldLevel], Field(min_length=1, max_length=5), AfterValidator(distinct)]
    windows: Annotated[list[Annotated[Window, AfterValidator(_ordered)]], Field(min_length=1, max_length=5)]
    percentage: Percentage
    languages: Annotated[list[LanguageCode], Field(min_length=1, max_length=10), AfterValidator(distinct)] = ["nb"]
    skills: Annotated[list[SkillCode], Field(max_length=30), AfterValidator(distinct)] = []
    wanted_learning: Annotated[list[FieldCode], Field(max_length=5), AfterValidator(distinct)] = []
    county: CountyCode | None = None
    remote: bool = False
    clearance: Clearance = "none"
    about: Prose = ""
    named: Annotated[bool, Field(description="Show the name to everybody from the start")] = False
    alerts: Annotated[bool, Field(description="Be told of new needs that fit, by mail too if you have it on")] = False


class ExpertCreate(Profile):
    submit: Annotated[bool, Field(description="Submit to the home agency at once")] = False


class ExpertUpdate(Profile):
    pass


class Explained(RequestModel):
    reason: Reason
    note: Prose = ""


class PauseCreate(Explained):
    until: Day | None = None


class Waiting(ResponseModel):
    """Whose move it is, and what to do about it."""

    code: WaitingFor
    text: str


class PublicProfile(Resource):
    """A profile as any requester sees it: what matters for the match, not who it is."""

    place: ClassVar[str] = "/v1/experts/{id}"

    shown_as: Literal["pseudonymous"] = "pseudonymous"
    state: State
    name: Annotated[str | None, Field(description="Where the expert chose to be named")]
    fields: list[FieldLevel]
    skills: list[str]
    languages: list[str]
    wanted_learning: list[str]
    windows: list[Period]
    percentage: int
    county: Annotated[
        str | None, Field(description="Hidden where fewer than five of other bodies than yours share field and county")
    ]
    remote: bool
    sector: Annotated[str | None, Field(description="Hidden where fewer than six bodies share level and sector")]
    level: Annotated[str | None, Field(description="Kind of home agency: state, municipal …; hidden with the sector")]

    @classmethod
    def of(cls, expert: Expert, *, county: str | None, level: str | None, sector: str | None) -> Self:
        name = expert.name if expert.named else None
        return cls(**_content(expert) | {"name": name, "county": county, "sector": sector, "level": level})


class ProfilesRead(ResponseModel):
    """The profiles that were asked for, of those the caller may know."""

    profiles: Annotated[list[PublicProfile], Field(description="In no order that tells anything")]


class DisclosedProfile(Resource):
    """A profile as a host sees it that was applied to, or whose offer was accepted."""

    place: ClassVar[str] = "/v1/experts/{id}"

    shown_as: Literal["named"] = "named"
    state: State
    name: str
    title: str
    about: str
    home_org: str
    fields: list[FieldLevel]
    skills: list[str]
    languages: list[str]
    wanted_learning: list[str]
    windows: list[Period]
    percentage: int
    county: str | None
    remote: bool
    clearance: str
    endorsement: EndorsementRead | None

    @classmethod
    def of(cls, expert: Expert) -> Self:
        return cls(**_content(expert))


class ExpertRead(DisclosedProfile):
    """A profile as the expert and the home agency see it."""

    shown_as: Literal["own"] = "own"  # type: ignore[assignment]  # the tag of the union narrows
    endorsement: OwnEndorsementRead | None
    named: bool
    alerts: bool
    busy: list[Period]
    paused_until: date | None
    reason: Reason | None
    note: str | None
    waiting_for: Waiting | None
    updated_at: Annotated[datetime, Field(description="When it last changed")]
    legal: Annotated[list[str], Field(description="The verbs you have now")]

    @classmethod
    def of_own(
        cls, expert: Expert, *, busy: Sequence[BusyPeriod], waiting_for: Waiting | None, legal: list[str]
    ) -> Self:
        periods = [Period(start=period.starts, end=period.ends) for period in busy]
        return cls(**_content(expert) | {"busy": periods, "waiting_for": waiting_for, "legal": legal})


class HomeExpertRead(Resource):
    """A line in the home agency's list."""

    place: ClassVar[str] = "/v1/experts/{id}"

    name: Annotated[str | None, Field(description="With `include=names`")]
    state: State
    title: str
    fields: list[FieldLevel]
    endorsement: OwnEndorsementRead | None
    waiting_for: Waiting | None
    updated_at: Annotated[datetime, Field(description="When it last changed")]

    @classmethod
    def of(cls, expert: Expert, *, waiting_for: Waiting | None, named: bool) -> Self:
        return cls(**_content(expert) | {"waiting_for": waiting_for, "name": expert.name if named else None})


ShownProfile = ExpertRead | DisclosedProfile | PublicProfile


class AccessEntryRead(ResponseModel):
    """Who read the named profile, for which body, through which client."""

    id: UUID
    at: datetime
    reader: str
    reader_org: str | None
    client_id: str


class DisclosureRead(ResponseModel):
    candidacy_id: str
    host_org: str
    need_id: str
    ends_at: datetime


class ExportRead(ResponseModel):
    """All the pool holds about the caller (GDPR articles 15 and 20)."""

    experts: list[ExpertRead]
    disclosures: list[DisclosureRead]
    access_log: list[AccessEntryRead]


class StandingRead(ResponseModel):
    """What placements needs to know of an expert before it lets anybody ask, accept or decide."""

    expert_id: UUID
    person_id: str
    home_org: str
    state: State
    version: int
    windows: list[Period]
    percentage: int
    endorsed_until: date | None
    max_months: int | None
    max_percentage: int | None

    @classmethod
    def of(cls, expert: Expert) -> Self:
        return cls(**expert.model_dump() | {"expert_id": expert.id})


class LabelledRead(ResponseModel):
    id: str
    labels: dict[str, str]


class FieldRead(LabelledRead):
    kind: str
    broader: list[str]
    related: list[str]


class SkillRead(LabelledRead):
    fields: list[str]


class FieldsRead(ResponseModel):
    """The professional fields and the skills, in three languages."""

    version: str
    fields: list[FieldRead]
    skills: list[SkillRead]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Self:
        fields = [FieldRead.model_validate(concept) for concept in vocabulary.concepts.values()]
        skills = [SkillRead.model_validate(skill) for skill in vocabulary.skills.values()]
        return cls(version=vocabulary.version, fields=fields, skills=skills)


class CountyRead(LabelledRead):
    number: Annotated[str, Field(description="Statistics Norway's, of two digits")]


class FormerCountyRead(ResponseModel):
    id: str
    number: str
    name: str
    until: Annotated[date, Field(description="Its last day")]
    successors: Annotated[list[str], Field(description="The counties of today that it became or is part of")]


class CountiesRead(ResponseModel):
    """The counties of today, and the former ones, which are taken no more."""

    version: Annotated[str, Field(description="The day from which they are valid")]
    counties: list[CountyRead]
    former: list[FormerCountyRead]
