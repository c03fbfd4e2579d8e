"""The life of a public body in the scheme."""

from enum import StrEnum

from services.kit.state_machine import StateMachine


class BodyState(StrEnum):
    JOINED = "joined"
    LEFT = "left"


BODY_LIFE: StateMachine[BodyState] = StateMachine(
    {("leave", BodyState.JOINED): BodyState.LEFT, ("rejoin", BodyState.LEFT): BodyState.JOINED}
)
