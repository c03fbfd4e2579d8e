"""Public bodies and their policies, as routes are given them."""

from collections.abc import Set
from typing import Annotated

from fastapi import Depends

from services.auth.access import relations
from services.auth.dependencies.base import Settings
from services.auth.models import Organisation, Policy
from services.auth.repository import Organisations, Policies
from services.auth.service.policies import scheme_policy
from services.kit.access import Permit
from services.kit.answer import ExpectedVersion, refuse_stale
from services.kit.session import ReadSession, WriteSession
from services.kit.text import Orgnr


async def organisations(session: ReadSession) -> Organisations:
    return Organisations(session)


def own_orgnr(orgnr: Orgnr, permit: Permit) -> str:
    """The caller's own body. Raises NotFound for any other, whether it exists or not."""
    permit.on(relations(permit.caller, orgnr))
    return orgnr


def callers_orgnr(permit: Permit) -> str:
    return permit.caller.org or ""


CallersOrgnr = Annotated[str, Depends(callers_orgnr)]
KnownOrganisations = Annotated[Organisations, Depends(organisations)]
OwnOrgnr = Annotated[str, Depends(own_orgnr)]


def own_body(orgnr: OwnOrgnr, known: KnownOrganisations) -> Organisation:
    return known.get(orgnr)


def changed_body(orgnr: OwnOrgnr, session: WriteSession) -> Organisation:
    """The caller's own body, locked: first, by whatever changes it. Raises NotFound."""
    return Organisations(session).get_locked(orgnr)


OwnBody = Annotated[Organisation, Depends(own_body)]
ChangedBody = Annotated[Organisation, Depends(changed_body)]


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
