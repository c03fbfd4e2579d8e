"""What the pool's routes are given."""

from collections.abc import Iterable, Set
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from services.kit.access.guard import CurrentGrants, RouteGrants, caller_for
from services.kit.access.table import Caller
from services.kit.web.query_parameters import LONGEST_LIST, listed
from services.kit.web.responses import ExpectedVersion, refuse_stale
from services.kit.web.session import ReadSession, WriteSession
from services.pool.access import knows_name, relations
from services.pool.domain import State
from services.pool.models import Expert
from services.pool.repository.experts import Experts
from services.pool.repository.shown_experts import Visible
from services.scheme.relations import Relation
from vocabulary.codes import FieldCode

Joiner = Annotated[Caller, Depends(caller_for("create_expert"))]
Requester = Annotated[Caller, Depends(caller_for("list_experts"))]
HomeReader = Annotated[Caller, Depends(caller_for("list_home_experts"))]
Reader = Annotated[Caller, Depends(caller_for("read_expert", "list_names"))]
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


async def asked_ids(
    experts: Annotated[str, Query(max_length=LONGEST_LIST, description="Their ids, with commas between them")],
) -> list[UUID]:
    return listed(experts, UUID, name="experts")


def known_names(caller: Caller, found: Iterable[Visible]) -> list[Expert]:
    """Those of them whose name the caller may know."""
    return [one.expert for one in found if _knows_name(caller, one)]


def _knows_name(caller: Caller, found: Visible) -> bool:
    stands = relations(caller, found.expert, is_colleague=found.is_colleague)
    return knows_name(stands, found.expert, disclosed=found.disclosed)


AskedIds = Annotated[list[UUID], Depends(asked_ids)]
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


async def unchanged_expert(expert: Annotated[Expert, Depends(current_expert)], expected: ExpectedVersion) -> Expert:
    """The expert, where it is still the version that If-Match names."""
    refuse_stale(expected, expert.version)
    return expert


CurrentExpert = Annotated[Expert, Depends(current_expert)]
UnchangedExpert = Annotated[Expert, Depends(unchanged_expert)]

AskedField = Annotated[FieldCode | None, Query(alias="field", description="Only experts of this professional field")]
AskedState = Annotated[State | None, Query(alias="state", description="Only experts in this state")]
