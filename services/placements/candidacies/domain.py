"""The life of a candidacy, and who may move it."""

from collections.abc import Mapping, Set
from enum import StrEnum

from services.kit.errors import WrongState
from services.kit.state_machine import StateMachine
from services.scheme.parties import Party


class CandidacyKind(StrEnum):
    APPLICATION = "application"
    INVITATION = "invitation"


class CandidacyState(StrEnum):
    APPLIED = "applied"
    INVITED = "invited"
    INTERESTED = "interested"
    OFFERED = "offered"
    RESERVE = "reserve"  # all places are agreed; ends once the stays have begun
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    NOT_SELECTED = "not_selected"
    EXPIRED = "expired"


OPEN = (
    CandidacyState.APPLIED,
    CandidacyState.INVITED,
    CandidacyState.INTERESTED,
    CandidacyState.OFFERED,
    CandidacyState.RESERVE,
)
VERSION_UNKNOWN = 0  # of the need, at a candidacy from before it was noted; the first record of a need makes it 1
WAITS_FOR_HOST = (CandidacyState.APPLIED, CandidacyState.INTERESTED)
CANDIDACY: StateMachine[CandidacyState] = StateMachine(
    {
        ("interest", CandidacyState.INVITED): CandidacyState.INTERESTED,
        ("offer", CandidacyState.APPLIED): CandidacyState.OFFERED,
        ("offer", CandidacyState.INTERESTED): CandidacyState.OFFERED,
        ("offer", CandidacyState.RESERVE): CandidacyState.OFFERED,
        **{("reserve", state): CandidacyState.RESERVE for state in WAITS_FOR_HOST},
        ("return", CandidacyState.RESERVE): CandidacyState.INTERESTED,
        ("propose_terms", CandidacyState.OFFERED): CandidacyState.OFFERED,
        ("accept", CandidacyState.OFFERED): CandidacyState.ACCEPTED,
        **{("decline", state): CandidacyState.DECLINED for state in OPEN},
        **{("withdraw", state): CandidacyState.WITHDRAWN for state in OPEN},
        **{("pass_over", state): CandidacyState.NOT_SELECTED for state in OPEN},
        **{("expire", state): CandidacyState.EXPIRED for state in OPEN},
    }
)
WHOSE_TURN: Mapping[CandidacyState, Party] = {
    CandidacyState.APPLIED: Party.HOST,
    CandidacyState.INVITED: Party.EMPLOYEE,
    CandidacyState.INTERESTED: Party.HOST,
    CandidacyState.OFFERED: Party.EMPLOYEE,
}
_CANDIDACY_VERBS = {
    Party.EMPLOYEE: {"interest", "propose_terms", "accept", "decline", "withdraw"},
    Party.HOST: {"offer", "decline", "withdraw"},
}
BEGUN_BY: Mapping[CandidacyKind, Party] = {
    CandidacyKind.APPLICATION: Party.EMPLOYEE,
    CandidacyKind.INVITATION: Party.HOST,
}


def legal_for_candidacy(state: CandidacyState, parties: Set[Party]) -> list[str]:
    """The verbs these parties may use now. Only the party whose turn it is can decline: it was asked."""
    allowed = {verb for party in parties for verb in _CANDIDACY_VERBS.get(party, set())}
    if WHOSE_TURN.get(state) not in parties:
        allowed -= {"decline"}
    return [verb for verb in CANDIDACY.legal(state) if verb in allowed]


def move_candidacy(state: CandidacyState, verb: str, *, parties: Set[Party]) -> CandidacyState:
    """The state after these parties' verb. Raises WrongState, naming the verbs that are legal for them."""
    legal = legal_for_candidacy(state, parties)
    if verb not in legal:
        raise WrongState(legal=legal)
    return CANDIDACY.step(state, verb)


def refuse_over(state: CandidacyState, parties: Set[Party]) -> None:
    """Raises WrongState for a candidacy that is no longer open."""
    if state not in OPEN:
        raise WrongState(legal=legal_for_candidacy(state, parties))


def keeps_shortlist(parties: Set[Party]) -> bool:
    """True for the host's side alone: not for a requester of the host who is the employee."""
    return Party.HOST in parties and Party.EMPLOYEE not in parties


def hidden_from(parties: Set[Party]) -> frozenset[str]:
    """The verbs of a candidacy's audit that are not for these parties."""
    hidden = set() if keeps_shortlist(parties) else {"candidacy.shortlisted", "candidacy.unlisted"}
    if not parties & {Party.EMPLOYEE, Party.HOST}:
        hidden |= {"candidacy.employee_wrote", "candidacy.host_wrote"}
    return frozenset(hidden)
