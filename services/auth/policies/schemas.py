"""Policies on the wire."""

from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, Field, model_validator

from services.auth.bodies.models import Organisation
from services.auth.policies.models import Policy
from services.kit.schemas import RequestModel, Resource
from services.kit.text import Line, Slug
from services.scheme.parties import Party, Side

MOST_DEPARTMENTS = 200
LONGEST_NOTICE_WEEKS = 12


def _codes_once(departments: "list[Department]") -> "list[Department]":
    if len({department.code for department in departments}) != len(departments):
        raise ValueError("repeated")
    return departments


class Department(RequestModel):
    """A part of the body that people may be placed in."""

    code: Slug
    name: Line


class PolicyUpdate(RequestModel):
    """What a body decides for its own; the months have to lie inside the scheme's."""

    min_months: Annotated[int, Field(ge=1, le=12, description="Shortest first agreement, in whole calendar months")]
    max_months: Annotated[int, Field(ge=1, le=12, description="Longest first agreement")]
    lending_cap: Annotated[
        int | None, Field(ge=0, le=10_000, description="How many may be away at once; null: as many as are endorsed")
    ] = None
    payer: Annotated[Side, Field(description="Who goes on paying the salary where the terms do not say")] = Party.HOME
    notice_weeks: Annotated[
        int | None,
        Field(ge=0, le=LONGEST_NOTICE_WEEKS, description="Notice of an early return or a recall; null: the scheme's"),
    ] = None
    max_total_months: Annotated[
        int | None, Field(ge=1, le=24, description="Longest stay with all extensions; null: the scheme's")
    ] = None
    departments: Annotated[list[Department], Field(max_length=MOST_DEPARTMENTS), AfterValidator(_codes_once)] = []

    @model_validator(mode="after")
    def _shortest_first(self) -> Self:
        if self.min_months > self.max_months:
            raise ValueError("shortest_over_longest")
        if self.max_total_months is not None and self.max_total_months < self.max_months:
            raise ValueError("longest_over_total")
        return self


class PolicyRead(Resource):
    """A body's policy; version 0 is the scheme's own, before the body has decided anything. `id` is the body's."""

    place: ClassVar[str] = "/v1/organisations/{id}/policy"

    orgnr: str
    min_months: int
    max_months: int
    lending_cap: int | None
    payer: str
    notice_weeks: int | None
    max_total_months: int | None
    departments: list[dict[str, Any]]

    @classmethod
    def of(cls, policy: Policy, body: Organisation) -> Self:
        return cls(**policy.model_dump(), id=body.id)
