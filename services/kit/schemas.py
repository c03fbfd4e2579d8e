"""Base classes of request and response bodies."""

from collections.abc import Hashable, Sequence
from datetime import date, datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    model_validator,
)
from pydantic_core import CoreSchema

from services.kit.strict_json import without_coercion

LAST_YEAR = 2100  # days and months counted from a day must not leave the calendar
FIRST_YEAR = 2000  # nor a moment in another zone


class RequestModel(BaseModel):
    """The base of request bodies. Unknown fields are refused, so that a typo does not lose what was meant.

    Nor is a value made of another type: `0` is no day, `true` no number.
    """

    model_config = ConfigDict(extra="forbid", str_max_length=4000, allow_inf_nan=False)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema: CoreSchema = without_coercion(handler(source))
        return schema

    @model_validator(mode="before")
    @classmethod
    def _one_unknown(cls, given: Any) -> Any:
        """Keep only one of many unknown names: pydantic makes an error of each, and a response reports one."""
        known = cls.model_fields
        if not isinstance(given, dict) or len(given) <= len(known):
            return given
        unknown = next(name for name in given if name not in known)
        return {name: given[name] for name in (*known, unknown) if name in given}


class ResponseModel(BaseModel):
    """The base of responses: exactly the declared fields."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class Resource(ResponseModel):
    """A thing with a place and a version. `place` is its path below the service, with `{id}`."""

    place: ClassVar[str]

    id: UUID
    version: int


UpdatedAt = Annotated[datetime, Field(description="When it last changed: what `updated_since` goes by")]


class StatesRead(ResponseModel):
    """A page of a state feed: the latest state of each thing that changed, null where it is gone."""

    items: list[dict[str, Any]]
    position: str
    head: int


def distinct(values: list[Any]) -> list[Any]:
    """For lists in which nothing may stand twice. Raises ValueError("repeated"); levels count by their field."""
    keys: Sequence[Hashable] = [getattr(value, "field", value) for value in values]
    if len(set(keys)) != len(keys):
        raise ValueError("repeated")
    return values


def _foreseeable(day: date) -> date:
    if day.year > LAST_YEAR:
        raise ValueError("out_of_range")
    return day


def _with_its_year(given: object) -> object:
    """Raises ValueError for a number in a query, which is read as seconds since 1970 otherwise."""
    if isinstance(given, str) and given[4:5] != "-":
        raise ValueError("wrong_form")
    return given


def _of_these_years(moment: datetime) -> datetime:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError("out_of_range")
    return moment


Day = Annotated[date, AfterValidator(_foreseeable)]  # of requests; stored days may be of any year
QueriedDay = Annotated[Day, BeforeValidator(_with_its_year)]
QueriedMoment = Annotated[AwareDatetime, BeforeValidator(_with_its_year), AfterValidator(_of_these_years)]


class ProblemError(BaseModel):
    """One thing to mend: `pointer` (RFC 6901) says where, `code` what, `detail` how."""

    pointer: str
    code: str
    detail: str


class Problem(BaseModel):
    """RFC 9457. `type` is stable; `title` and `detail` are in the reader's language.

    `not-permitted` has `missing`: `scope` (the one in `scope`), `role` (one of `roles`), `body` (acting for one, or
    another one), `person` (it is another's own affair) or `caller` (another kind of token).
    """

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    request_id: str
    errors: list[ProblemError] | None = None


class NamesRead(ResponseModel):
    """Names by id, of those asked for that there are and that the caller may know."""

    names: dict[UUID, str]
