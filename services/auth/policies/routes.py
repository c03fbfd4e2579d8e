"""Policies of public bodies over HTTP."""

from fastapi import APIRouter

from services.auth.bodies.dependencies import ChangedBody, OwnBody
from services.auth.policies import service
from services.auth.policies.dependencies import (
    ChangedPolicies,
    HomeCoordinator,
    HomeMember,
    ReadPolicies,
    UnchangedPolicy,
)
from services.auth.policies.errors import MonthsOutsideScheme
from services.auth.policies.schemas import PolicyRead, PolicyUpdate
from services.auth.settings import Settings
from services.kit.errors import NotFound, NotPermitted, PersonRequired, PreconditionRequired, Stale
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse

router = APIRouter(tags=["policies"])


@router.get("/v1/organisations/{orgnr}/policy", responses=problems(NotPermitted, NotFound))
def read_policy(
    caller: HomeMember, body: OwnBody, policies: ReadPolicies, settings: Settings, response: CurrentResponse
) -> PolicyRead:
    """Read what your own body has decided about stays. Another body's is 404."""
    return response.versioned(service.show_policy(policies, body, settings))


@router.put(
    "/v1/organisations/{orgnr}/policy",
    responses=problems(PersonRequired, NotFound, Stale, PreconditionRequired, MonthsOutsideScheme),
)
def update_policy(
    *,
    caller: HomeCoordinator,
    body: ChangedBody,
    policy: UnchangedPolicy,
    policies: ChangedPolicies,
    settings: Settings,
    asked: PolicyUpdate,
    response: CurrentResponse,
) -> PolicyRead:
    """Decide how long your people go, how many at once, with which notice, and who pays.

    Needs the ETag you read in `If-Match`. It holds for stays agreed from a moment later; what is agreed stands. Notice
    and longest total are those of when a stay is proposed.
    """
    changed = service.update_policy(policies, policy, body, caller, asked, settings=settings)
    return response.versioned(changed)
