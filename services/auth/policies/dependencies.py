"""What the routes of policies are given."""

from collections.abc import Set
from typing import Annotated

from fastapi import Depends

from services.auth.bodies.dependencies import CallersOrgnr, ChangedBody
from services.auth.policies.models import Policy
from services.auth.policies.repository import Policies
from services.auth.policies.service import scheme_policy
from services.auth.settings import Settings
from services.kit.access.guard import caller_for
from services.kit.access.table import Caller
from services.kit.web.responses import ExpectedVersion, refuse_stale
from services.kit.web.session import ReadSession, WriteSession

HomeCoordinator = Annotated[Caller, Depends(caller_for("update_policy"))]
HomeMember = Annotated[Caller, Depends(caller_for("read_policy"))]


async def policies_to_read(session: ReadSession) -> Policies:
    return Policies(session)


async def policies_to_change(session: WriteSession) -> Policies:
    return Policies(session)


ReadPolicies = Annotated[Policies, Depends(policies_to_read)]
ChangedPolicies = Annotated[Policies, Depends(policies_to_change)]


def own_departments(orgnr: CallersOrgnr, policies: ChangedPolicies) -> Set[str]:
    """The codes of the departments of the body acted for."""
    policy = policies.find(orgnr)
    return policy.department_codes if policy else set()


OwnDepartments = Annotated[Set[str], Depends(own_departments)]


def unchanged_policy(
    body: ChangedBody, policies: ChangedPolicies, expected: ExpectedVersion, settings: Settings
) -> Policy:
    """The body's policy, or the scheme's, where it is still the version that If-Match names."""
    policy = policies.find_locked(body.orgnr) or scheme_policy(body.orgnr, settings)
    refuse_stale(expected, policy.version)
    return policy


UnchangedPolicy = Annotated[Policy, Depends(unchanged_policy)]
