"""What the pool's routes are given."""

from collections.abc import Set
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query
from sqlalchemy.orm import Session

from services.kit.access.guard import CurrentGrants, RouteGrants, caller_for
from services.kit.access.table import Caller
from services.kit.web.audit_routes import AuditReader
from services.kit.web.responses import ExpectedVersion, refuse_stale
from services.kit.web.session import ReadSession, WriteSession
from services.pool.access import relations
from services.pool.domain import State
from services.pool.models import Expert
from services.pool.repository.experts import Experts
from services.scheme.parties import Party
from services.scheme.relations import Relation
from vocabulary.codes import FieldCode

Joiner = Annotated[Caller, Depends(caller_for("create_expert"))]
Requester = Annotated[Caller, Depends(caller_for("list_experts"))]
HomeReader = Annotated[Caller, Depends(caller_for("list_home_experts"))]
Reader = Annotated[Caller, Depends(caller_for("read_expert"))]
Myself = Annotated[Caller, Depends(caller_for("read_my_expert", "list_my_access_log", "export_me"))]
ExpertMyself = Annotated[
    Caller,
    Depends(
        caller_for("update_expert", "submit_expert", "pause_expert", "resume_expert", "withdraw_expert", "renew_expert")
    ),
]
HomeCoordinator = Annotated[Caller, Depends(caller_for("endorse_expert", "return_expert", "revoke_endorsement"))]
Sibling = Annotated[Caller, Depends(caller_for("read_standing", "list_match_profiles"))]


async def experts_to_read(session: ReadSession) -> Experts:
    return Experts(session)


async def experts_to_change(session: WriteSession) -> Experts:
    return Experts(session)


ReadExperts = Annotated[Experts, Depends(experts_to_read)]
ChangedExperts = Annotated[Experts, Depends(experts_to_change)]


def visible_relations(grants: RouteGrants, expert: Expert, *, is_colleague: bool) -> Set[Relation]:
    """The caller's relations to the expert. Raises NotFound where there is none: the caller may not know of it."""
    found = relations(grants.caller, expert, is_colleague=is_colleague)
    grants.require(found)
    return found


def current_expert(expert_id: UUID, grants: CurrentGrants, experts: ChangedExperts) -> Expert:
    """The expert, locked. Raises NotFound also where the caller may not know of it."""
    expert = experts.get_locked(expert_id)
    visible_relations(grants, expert, is_colleague=experts.memberships.is_further(expert.id, grants.caller.org))
    return expert


def audit_reader(session: Session, expert_id: UUID, grants: RouteGrants) -> AuditReader:
    """What the caller may know of an expert's audit. Raises NotFound also where they may not know of the expert."""
    expert, experts = Experts(session).get(expert_id), Experts(session)
    found = visible_relations(grants, expert, is_colleague=experts.memberships.is_further(expert.id, grants.caller.org))
    parties = {Relation.SELF: Party.EMPLOYEE, Relation.HOME: Party.HOME}
    return AuditReader(parties=frozenset(parties[one] for one in found & parties.keys()))


async def unchanged_expert(expert: Annotated[Expert, Depends(current_expert)], expected: ExpectedVersion) -> Expert:
    """The expert, where it is still the version that If-Match names."""
    refuse_stale(expected, expert.version)
    return expert


CurrentExpert = Annotated[Expert, Depends(current_expert)]
UnchangedExpert = Annotated[Expert, Depends(unchanged_expert)]

AskedField = Annotated[FieldCode | None, Query(alias="field", description="Only experts of this professional field")]
AskedState = Annotated[State | None, Query(alias="state", description="Only experts in this state")]
