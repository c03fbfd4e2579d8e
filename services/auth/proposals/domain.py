"""Rules of joining: which bodies may, and the state machine of a proposal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from services.kit.state_machine import StateMachine
from services.scheme.bodies import BodyLevel

# By institusjonell sektorkode (SSB): those of the public sector.
LEVEL_OF_SECTOR: Mapping[str, BodyLevel] = {"6100": "state", "6500": "municipal"}


class ProposalState(StrEnum):
    """asked: the address is not proven, and nobody is shown the proposal. proposed: it waits for the operator."""

    ASKED = "asked"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


PROPOSAL: StateMachine[ProposalState] = StateMachine(
    {
        ("confirm", ProposalState.ASKED): ProposalState.PROPOSED,
        ("accept", ProposalState.PROPOSED): ProposalState.ACCEPTED,
        ("reject", ProposalState.PROPOSED): ProposalState.REJECTED,
    }
)


class Rejection(StrEnum):
    """Why a proposal was rejected."""

    NOT_PUBLIC = "not_public"
    NOT_IN_REGISTER = "not_in_register"
    NOT_ITS_PERSON = "not_its_person"
    OTHER = "other"


class Registered(StrEnum):
    """What Enhetsregisteret returns for a number: a unit, none (404), or a removed one (410)."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    REMOVED = "removed"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What Enhetsregisteret returned for a body, and when."""

    registered: Registered
    at: datetime
    name: str | None = None
    sector_code: str | None = None

    @property
    def level(self) -> str | None:
        """state or municipal; None outside the public sector. The form of organisation does not show it."""
        return LEVEL_OF_SECTOR.get(self.sector_code or "") if self.registered is Registered.KNOWN else None

    def is_within(self, age: timedelta, *, at: datetime) -> bool:
        return at - self.at <= age
