"""The life of a terms proposal, and who may answer it."""

from collections.abc import Set
from enum import StrEnum

from services.kit.errors import WrongState
from services.kit.state_machine import StateMachine
from services.scheme.parties import Party


class ProposalState(StrEnum):
    PROPOSED = "proposed"
    ADOPTED = "adopted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


SHOWN = (ProposalState.PROPOSED, ProposalState.DECLINED)  # a no is read by whoever proposed
TERMS_PROPOSAL: StateMachine[ProposalState] = StateMachine(
    {
        ("adopt", ProposalState.PROPOSED): ProposalState.ADOPTED,
        ("decline", ProposalState.PROPOSED): ProposalState.DECLINED,
        ("withdraw", ProposalState.PROPOSED): ProposalState.WITHDRAWN,
        ("expire", ProposalState.PROPOSED): ProposalState.EXPIRED,
    },
    by_itself={"expire"},
)


def legal_for_proposal(state: ProposalState, parties: Set[Party], *, to_offer: bool) -> list[str]:
    """The verbs these parties may use now. An offer is the host's to change, a placement's terms either body's."""
    asked = {Party.HOST} if to_offer else {Party.HOST, Party.HOME}
    allowed: set[str] = set()
    if Party.EMPLOYEE in parties:
        allowed = {"withdraw"}
    elif parties & asked:
        allowed = {"adopt", "decline"}
    return [verb for verb in TERMS_PROPOSAL.legal(state) if verb in allowed]


def move_proposal(state: ProposalState, verb: str, *, parties: Set[Party], to_offer: bool) -> ProposalState:
    """The state after these parties' verb. Raises WrongState, naming the verbs that are legal for them."""
    legal = legal_for_proposal(state, parties, to_offer=to_offer)
    if verb not in legal:
        raise WrongState(legal=legal)
    return TERMS_PROPOSAL.step(state, verb)
