"""The life of a public body in the scheme."""

from enum import StrEnum

from services.kit.machine import Machine


class BodyState(StrEnum):
    JOINED = "joined"
    LEFT = "left"


BODY: Machine[BodyState] = Machine(
    {("leave", BodyState.JOINED): BodyState.LEFT, ("rejoin", BodyState.LEFT): BodyState.JOINED}
)
