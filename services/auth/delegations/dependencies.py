"""Dependencies of the delegations routes: the callers, and the delegation or page that a route is about."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from services.auth.access import relations
from services.auth.bodies.dependencies import CallersOrgnr
from services.auth.delegations.domain import DelegationState
from services.auth.delegations.models import Delegation
from services.auth.delegations.repository import Delegations
from services.kit.access.guard import CurrentGrants, caller_for
from services.kit.access.table import Caller
from services.kit.data.pagination import Page
from services.kit.web.responses import PageParams
from services.kit.web.session import ReadSession, WriteSession

Coordinator = Annotated[Caller, Depends(caller_for("create_delegation"))]
HomeCoordinator = Annotated[Caller, Depends(caller_for("withdraw_delegation"))]
HomeReader = Annotated[Caller, Depends(caller_for("list_delegations", "read_delegation"))]
WantedState = Annotated[DelegationState | None, Query(description="Only those in this state")]


async def new_delegations(session: WriteSession) -> Delegations:
    return Delegations(session)


NewDelegations = Annotated[Delegations, Depends(new_delegations)]


def shown_delegation(delegation_id: UUID, grants: CurrentGrants, session: ReadSession) -> Delegation:
    """The delegation of the path, of the caller's own body. Raises NotFound."""
    delegation = Delegations(session).get(delegation_id)
    grants.require(relations(grants.caller, delegation.orgnr))
    return delegation


def current_delegation(delegation_id: UUID, grants: CurrentGrants, delegations: NewDelegations) -> Delegation:
    """The same, locked for a change. Raises NotFound."""
    delegation = delegations.get_locked(delegation_id)
    grants.require(relations(grants.caller, delegation.orgnr))
    return delegation


def delegations_page(
    orgnr: CallersOrgnr, session: ReadSession, paging: PageParams, state: WantedState = None
) -> Page[Delegation]:
    """One page of the delegations of the caller's own body."""
    return Delegations(session).list_of(orgnr, state=state, paging=paging)


DelegationsPage = Annotated[Page[Delegation], Depends(delegations_page)]
ShownDelegation = Annotated[Delegation, Depends(shown_delegation)]
CurrentDelegation = Annotated[Delegation, Depends(current_delegation)]
