"""Amendments as they are sent and returned."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Self
from uuid import UUID

from pydantic import Field

from services.kit.percentages import Percentage
from services.kit.schemas import RequestModel, Resource, ResponseModel
from services.kit.text import FilledProse, Line, Prose
from services.placements.amendments.domain import FIELDS, AmendmentState, Kind
from services.placements.amendments.models import Amendment
from services.placements.decisions.models import Decision
from services.placements.decisions.schemas import DecisionRead
from services.placements.deviations.schemas import Deviations
from services.placements.terms.schemas import Day, TermsRead
from services.scheme.parties import Party, Side
from services.scheme.reasons import Reason


class AmendmentCreate(RequestModel):
    """What is to change. Each kind has its own fields; those of another kind are refused."""

    kind: Annotated[
        Kind,
        Field(
            description="`extension` (`end`), `dates` (`start`, `end`) and `content` (the other terms) take three "
            "yeses. `early_return` by any party and `recall` by home end the stay with notice, for a `reason`. "
            "`no_show` by the host ends it at once"
        ),
    ]
    start: Annotated[Day | None, Field(description="`dates`: the first day, of a stay that has not begun")] = None
    end: Annotated[Day | None, Field(description="`extension`, `dates`: the last day")] = None
    percentage: Annotated[Percentage | None, Field(description="`content`")] = None
    place: Annotated[Line | None, Field(description="`content`")] = None
    tasks: Annotated[FilledProse | None, Field(description="`content`")] = None
    unit: Annotated[Line | None, Field(description="`content`; null takes it away")] = None
    learning_goals: Annotated[Prose | None, Field(description="`content`; null takes them away")] = None
    payer: Annotated[Side | None, Field(description="`content`")] = None
    employer: Annotated[Side | None, Field(description="`content`")] = None
    last_day: Annotated[
        Day | None,
        Field(
            description="`early_return`, `recall`: the placement's `notice_last_day` where left out. An "
            "`early_return` on an earlier day takes three yeses"
        ),
    ] = None
    reason: Annotated[Reason | None, Field(description="`early_return`, `recall`")] = None
    note: Prose = ""

    def changes(self) -> dict[str, Any]:
        """The terms that were given. What may be empty is taken away by null; any other null is as if left out."""
        given = self.model_dump(include=set(FIELDS[self.kind]) & self.model_fields_set)
        return {name: value for name, value in given.items() if value is not None or name in _MAY_BE_EMPTY}


_MAY_BE_EMPTY = {"unit", "learning_goals"}


class LiveAmendment(ResponseModel):
    """What is asked to change about a stay, and whose yes is waited for."""

    id: UUID
    kind: Kind
    terms_version: int
    decide_by: datetime
    waiting_for: list[Party]
    legal: Annotated[list[str], Field(description="What you may do with it now")]


class AmendmentRead(Resource):
    """What somebody asked to change about a stay, what the three have said, and what became of it."""

    place: ClassVar[str] = "/v1/placements/{placement_id}/amendments/{id}"

    placement_id: UUID
    kind: Kind
    state: AmendmentState
    proposed_by: Annotated[Party, Field(description="The party that asked")]
    created_at: datetime
    start: Annotated[date, Field(description="The first day of the stay with it")]
    end: Annotated[date, Field(description="The last day of the stay with it")]
    terms: Annotated[TermsRead | None, Field(description="What the three decide on; null where one party's word ends")]
    terms_version: int | None
    terms_hash: str | None
    deviations: Deviations
    decide_by: datetime | None
    decisions: list[DecisionRead]
    waiting_for: list[Party]
    reason: Reason | None
    note: str | None
    end_reason: Annotated[Reason | None, Field(description="Why it came to nothing")]
    end_note: str | None
    legal: Annotated[list[str], Field(description="What you may do now")]

    @classmethod
    def of(
        cls, amendment: Amendment, *, decisions: Sequence[Decision], waiting_for: list[Party], legal: list[str]
    ) -> Self:
        """The amendment as one of the three sees it."""
        content = amendment.model_dump() | {
            "proposed_by": amendment.party,
            "start": amendment.starts,
            "end": amendment.ends,
        }
        return cls(**content | {"decisions": decisions, "waiting_for": waiting_for, "legal": legal})
