"""The states of a delegation, and what its token says."""

from enum import StrEnum
from uuid import UUID

from services.kit.state_machine import StateMachine

LONGEST_DAYS = 14
DETAIL = "ressurspool:decision"  # the `type` of RFC 9396 §2
# the only scopes that a login for one decision keeps
SCOPES = frozenset({"placements:read", "placements:decide", "offline_access"})


class DelegationState(StrEnum):
    """open: the link is on its way. accepted: it was used, and the login it gave may decide."""

    OPEN = "open"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


LASTING = (DelegationState.OPEN, DelegationState.ACCEPTED)
DELEGATION: StateMachine[DelegationState] = StateMachine(
    {
        ("accept", DelegationState.OPEN): DelegationState.ACCEPTED,
        ("withdraw", DelegationState.OPEN): DelegationState.WITHDRAWN,
        ("withdraw", DelegationState.ACCEPTED): DelegationState.WITHDRAWN,
        ("expire", DelegationState.OPEN): DelegationState.EXPIRED,
        ("expire", DelegationState.ACCEPTED): DelegationState.EXPIRED,
    },
    by_itself={"expire"},
)


def authorization_detail(*, delegation_id: UUID, placement_id: UUID, orgnr: str, by: str) -> dict[str, str]:
    """The `authorization_details` of an access token for one decision; `by` is the coordinator who delegated it."""
    ids = {"placement": str(placement_id), "delegation": str(delegation_id)}
    return {"type": DETAIL, "org": orgnr, **ids, "by": by}
