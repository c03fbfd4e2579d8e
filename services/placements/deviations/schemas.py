"""Deviations as they are returned."""

from typing import Annotated

from pydantic import Field

from services.kit.schemas import ResponseModel
from services.placements.deviations.domain import DeviationCode


class DeviationRead(ResponseModel):
    """One value of the terms that differs from what the expert offers, the need asks for or home endorsed."""

    code: DeviationCode
    pointer: Annotated[str, Field(description="The value in this answer (RFC 6901)")]


Deviations = Annotated[
    list[DeviationRead] | None,
    Field(
        description="How the terms differ from what the expert offers, the need asks for and home endorsed, as these "
        "were when the terms were written. Nothing of it is refused; the three see it before they say yes. Null "
        "without terms, where an early return is asked for, and for terms from before this was noted"
    ),
]
