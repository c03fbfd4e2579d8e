"""The lives of candidacies and placements, and who may move them."""

from collections.abc import Mapping, Set
from enum import StrEnum

from services.kit.errors import WrongState
from services.kit.machine import Machine


class Party(StrEnum):
    """The three who have to agree."""

    HOME = "home"
    HOST = "host"
    EMPLOYEE = "employee"


class CandidacyKind(StrEnum):
    APPLICATION = "application"
    INVITATION = "invitation"


class CandidacyState(StrEnum):
    APPLIED = "applied"
    INVITED = "invited"
    INTERESTED = "interested"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    NOT_SELECTED = "not_selected"
    EXPIRED = "expired"


class PlacementState(StrEnum):
    PROPOSED = "proposed"
    AGREED = "agreed"
    ACTIVE = "active"
    COMPLETED = "completed"
    ENDED_EARLY = "ended_early"
    REJECTED = "rejected"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class BookingState(StrEnum):
    OFFERED = "offered"  # holds the seat
    ACCEPTED = "accepted"  # holds the person too
    AGREED = "agreed"
    RELEASED = "released"


class Verdict(StrEnum):
    APPROVE = "approve"
    REJECT = "reject"


class Reason(StrEnum):
    """Why something came to nothing (DOMAIN: reason codes)."""

    WORKLOAD = "workload"
    NO_EMPLOYER_PERMISSION = "no_employer_permission"
    NOT_AVAILABLE = "not_available"
    REQUIREMENT_MISMATCH = "requirement_mismatch"
    OTHER_CANDIDATE_SELECTED = "other_candidate_selected"
    NO_LONGER_REQUIRED = "no_longer_required"
    NO_CANDIDATE_FOUND = "no_candidate_found"
    NO_RESPONSE = "no_response"
    PERSONAL = "personal"
    OTHER = "other"


OPEN = (CandidacyState.APPLIED, CandidacyState.INVITED, CandidacyState.INTERESTED, CandidacyState.OFFERED)
HOLDS_SEAT = (BookingState.OFFERED, BookingState.ACCEPTED, BookingState.AGREED)
HOLDS_PERSON = (BookingState.ACCEPTED, BookingState.AGREED)

CANDIDACY: Machine[CandidacyState] = Machine(
    {
        ("interest", CandidacyState.INVITED): CandidacyState.INTERESTED,
        ("offer", CandidacyState.APPLIED): CandidacyState.OFFERED,
        ("offer", CandidacyState.INTERESTED): CandidacyState.OFFERED,
        ("accept", CandidacyState.OFFERED): CandidacyState.ACCEPTED,
        **{("decline", state): CandidacyState.DECLINED for state in OPEN},
        **{("withdraw", state): CandidacyState.WITHDRAWN for state in OPEN},
        **{("pass_over", state): CandidacyState.NOT_SELECTED for state in OPEN},
        **{("expire", state): CandidacyState.EXPIRED for state in OPEN},
    }
)
PLACEMENT: Machine[PlacementState] = Machine(
    {
        ("approve", PlacementState.PROPOSED): PlacementState.PROPOSED,
        ("edit", PlacementState.PROPOSED): PlacementState.PROPOSED,
        ("agree", PlacementState.PROPOSED): PlacementState.AGREED,
        ("reject", PlacementState.PROPOSED): PlacementState.REJECTED,
        ("expire", PlacementState.PROPOSED): PlacementState.EXPIRED,
        ("cancel", PlacementState.PROPOSED): PlacementState.CANCELLED,
        ("cancel", PlacementState.AGREED): PlacementState.CANCELLED,
        ("start", PlacementState.AGREED): PlacementState.ACTIVE,
        ("complete", PlacementState.ACTIVE): PlacementState.COMPLETED,
        ("end_early", PlacementState.ACTIVE): PlacementState.ENDED_EARLY,
    }
)
WHOSE_TURN: Mapping[CandidacyState, Party] = {
    CandidacyState.APPLIED: Party.HOST,
    CandidacyState.INVITED: Party.EMPLOYEE,
    CandidacyState.INTERESTED: Party.HOST,
    CandidacyState.OFFERED: Party.EMPLOYEE,
}
_CANDIDACY_VERBS = {
    Party.EMPLOYEE: {"interest", "accept", "decline", "withdraw"},
    Party.HOST: {"offer", "decline", "withdraw"},
}
_PLACEMENT_VERBS = {
    Party.EMPLOYEE: {"approve", "reject", "cancel"},
    Party.HOST: {"approve", "reject", "edit", "cancel"},
    Party.HOME: {"approve", "reject", "edit", "cancel"},
}


def legal_for_candidacy(state: CandidacyState, parties: Set[Party]) -> list[str]:
    """What these parties may do now. One declines what one was asked, so only whose turn it is can."""
    allowed = {verb for party in parties for verb in _CANDIDACY_VERBS.get(party, set())}
    if WHOSE_TURN.get(state) not in parties:
        allowed -= {"decline"}
    return [verb for verb in CANDIDACY.legal(state) if verb in allowed]


def legal_for_placement(state: PlacementState, parties: Set[Party]) -> list[str]:
    allowed = {verb for party in parties for verb in _PLACEMENT_VERBS[party]}
    return [verb for verb in PLACEMENT.legal(state) if verb in allowed]


def move_candidacy(state: CandidacyState, verb: str, *, parties: Set[Party]) -> CandidacyState:
    """The state after these parties' verb. Raises WrongState, naming the verbs that are legal for them."""
    legal = legal_for_candidacy(state, parties)
    if verb not in legal:
        raise WrongState(legal=legal)
    return CANDIDACY.step(state, verb)


def move_placement(state: PlacementState, verb: str, *, parties: Set[Party]) -> PlacementState:
    legal = legal_for_placement(state, parties)
    if verb not in legal:
        raise WrongState(legal=legal)
    return PLACEMENT.step(state, verb)
