"""Rules of joining: which bodies may, and the state machine of a proposal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from services.kit.state_machine import StateMachine
from services.scheme.bodies import BodyLevel

# By institusjonell sektorkode (SSB): those of the public sector.
LEVEL_OF_SECTOR: Mapping[str, BodyLevel] = {"6100": "state", "6500": "municipal"}
# Enterprises that the state, counties or municipalities own. They join by the operator's word alone.
OWNED_SECTORS = frozenset(
    {
        "1110",  # the state's business operations
        "1120",  # companies that the state owns
        "1510",  # municipal and inter-municipal enterprises with unlimited liability
        "1520",  # companies that municipalities own
        "3900",  # the state's lending institutions
    }
)


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
    SUB_UNIT = "sub_unit"  # the register has the number as part of another unit, which is proposed instead
    OTHER = "other"


class Registered(StrEnum):
    """What Enhetsregisteret returns for a number: a unit, none (404), or a removed one (410)."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    REMOVED = "removed"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What Enhetsregisteret returned for a body, and when. A sub-unit is no unit of its own: it has a `parent`."""

    registered: Registered
    at: datetime
    name: str | None = None
    sector_code: str | None = None
    parent: str | None = None

    @property
    def level(self) -> str | None:
        """state or municipal; None outside the public sector. The form of organisation does not show it."""
        return LEVEL_OF_SECTOR.get(self.sector_code or "") if self.registered is Registered.KNOWN else None

    @property
    def is_owned(self) -> bool:
        """True for an enterprise that the public sector owns and is not part of."""
        return self.registered is Registered.KNOWN and self.sector_code in OWNED_SECTORS

    def is_within(self, age: timedelta, *, at: datetime) -> bool:
        return at - self.at <= age
