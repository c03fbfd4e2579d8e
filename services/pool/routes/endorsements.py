"""Endorsements over HTTP: what the home agency answers to a profile."""

from fastapi import APIRouter, Response

from services.kit.errors import NotFound, NotPermitted, PersonRequired, PreconditionRequired, Stale, WrongState
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse
from services.pool.dependencies import (
    ChangedExperts,
    CurrentEndorsement,
    CurrentExpert,
    EndorsementReader,
    HomeCoordinator,
    UnchangedExpert,
)
from services.pool.errors import EndorsementTooShort, MembershipEnded, OwnProfile
from services.pool.schemas.endorsements import EndorsementCreate, EndorsementDetails, EndorsementUpdate
from services.pool.schemas.experts import ExpertRead, Explained
from services.pool.service import endorsements
from services.pool.service import experts as profiles

router = APIRouter(tags=["endorsement"])

_HOME = problems(PersonRequired, OwnProfile, NotFound, WrongState)


@router.post("/v1/experts/{expert_id}/return", status_code=201, responses=_HOME)
def return_expert(
    caller: HomeCoordinator, expert: CurrentExpert, experts: ChangedExperts, asked: Explained, response: CurrentResponse
) -> ExpertRead:
    """Send a submitted profile back to your employee, with a reason."""
    return response.created(profiles.show_own(experts, profiles.return_expert(experts, expert, caller, asked), caller))


@router.post(
    "/v1/experts/{expert_id}/endorsement",
    status_code=201,
    responses=problems(PersonRequired, OwnProfile, MembershipEnded, NotFound, WrongState, EndorsementTooShort),
)
def endorse_expert(
    caller: HomeCoordinator,
    expert: CurrentExpert,
    experts: ChangedExperts,
    asked: EndorsementCreate,
    response: CurrentResponse,
) -> ExpertRead:
    """Give your agency's standing permission, with its limits. The profile can then be found and matched.

    Takes a person: a machine may prepare, it never endorses (403 `person-required`).
    """
    return response.created(
        profiles.show_own(experts, endorsements.endorse_expert(experts, expert, caller, asked), caller)
    )


@router.get(
    "/v1/experts/{expert_id}/endorsement",
    response_model=EndorsementDetails,
    responses=problems(NotPermitted, NotFound),
)
def read_endorsement(caller: EndorsementReader, endorsed: CurrentEndorsement, response: CurrentResponse) -> Response:
    """Read the endorsement, and how much would end with it: revoked, or on its last day. What is agreed stands."""
    return response.shown(EndorsementDetails.of(endorsed.expert, ends=endorsed.ends))


@router.put(
    "/v1/experts/{expert_id}/endorsement",
    responses=problems(
        *(PersonRequired, OwnProfile, MembershipEnded, NotFound, WrongState),
        *(EndorsementTooShort, Stale, PreconditionRequired),
    ),
)
def prolong_endorsement(
    caller: HomeCoordinator,
    expert: UnchangedExpert,
    experts: ChangedExperts,
    asked: EndorsementUpdate,
    response: CurrentResponse,
) -> ExpertRead:
    """Replace a live endorsement: prolong it, or change its limits. Needs the profile's ETag in `If-Match`.

    Nothing ends: open candidacies and proposed placements go on, and each further yes is held to the new limits. 60
    and 14 days before its end you and the employee are told.
    """
    changed = endorsements.prolong_endorsement(experts, expert, caller, asked)
    return response.versioned(profiles.show_own(experts, changed, caller))


@router.delete("/v1/experts/{expert_id}/endorsement", responses=_HOME)
def revoke_endorsement(
    caller: HomeCoordinator, expert: CurrentExpert, experts: ChangedExperts, response: CurrentResponse
) -> ExpertRead:
    """Take the permission back. Open candidacies end; what is agreed stands. `GET` says beforehand how many end."""
    return response.versioned(
        profiles.show_own(experts, endorsements.revoke_endorsement(experts, expert, caller), caller)
    )
