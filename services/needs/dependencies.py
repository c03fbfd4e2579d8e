"""What the routes of needs are given."""

from collections.abc import Set
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request
from sqlalchemy.orm import Session

from services.kit.access.guard import CurrentGrants, RouteGrants, caller_for
from services.kit.access.table import Caller
from services.kit.web.audit_routes import AuditReader
from services.kit.web.query_parameters import LONGEST_LIST, listed
from services.kit.web.responses import ExpectedVersion, refuse_stale
from services.kit.web.session import WriteSession
from services.needs.access import body_of_requester, relations
from services.needs.domain import Lengths, Wanted
from services.needs.models import Need
from services.needs.repository import Needs
from services.needs.schemas import ExternalId
from services.scheme.parties import Party
from services.scheme.relations import Relation
from vocabulary.codes import CountyCode, FieldCode

Preparer = Annotated[Caller, Depends(caller_for("create_need", "update_need"))]
HostRequester = Annotated[Caller, Depends(caller_for("publish_need", "hold_need", "resume_need", "close_need"))]
Lister = Annotated[Caller, Depends(caller_for("list_needs"))]
Reader = Annotated[Caller, Depends(caller_for("read_need"))]
Sibling = Annotated[Caller, Depends(caller_for("read_standing", "list_titles", "list_match_needs"))]


async def needs_to_change(session: WriteSession) -> Needs:
    return Needs(session)


async def asked_ids(
    needs: Annotated[str, Query(max_length=LONGEST_LIST, description="Their ids, with commas between them")],
) -> list[UUID]:
    return listed(needs, UUID, name="needs")


AskedIds = Annotated[list[UUID], Depends(asked_ids)]
ChangedNeeds = Annotated[Needs, Depends(needs_to_change)]


def visible_relations(grants: RouteGrants, need: Need) -> Set[Relation]:
    """The caller's relations to the need. Raises NotFound where there is none: the caller may not know of it."""
    found = relations(grants.caller, need)
    grants.require(found)
    return found


def current_need(need_id: UUID, grants: CurrentGrants, needs: ChangedNeeds) -> Need:
    """The need, locked. Raises NotFound also where the caller may not know of it."""
    need = needs.get_locked(need_id)
    visible_relations(grants, need)
    return need


def audit_reader(session: Session, need_id: UUID, grants: RouteGrants) -> AuditReader:
    """What the host may know of a need's audit. Raises NotFound also where the caller may not know of the need."""
    visible_relations(grants, Needs(session).get(need_id))
    return AuditReader(parties=frozenset({Party.HOST}))


async def unchanged_need(need: Annotated[Need, Depends(current_need)], expected: ExpectedVersion) -> Need:
    """The need, where it is still the version that If-Match names."""
    refuse_stale(expected, need.version)
    return need


async def wanted(
    caller: Lister,
    mine: Annotated[bool, Query(description="Your own body's needs, in all states; for requesters")] = False,
    external_id: Annotated[ExternalId | None, Query(description="Your own body's need with this key of yours")] = None,
    field: Annotated[FieldCode | None, Query(description="Only needs of this professional field")] = None,
    county: Annotated[CountyCode | None, Query(description="Only needs in this county")] = None,
) -> Wanted:
    """Which needs are asked for. Raises NotPermitted for an employee who asks for more than the open ones."""
    own = mine or external_id is not None
    return Wanted(
        host_org=body_of_requester(caller) if own else None, external_id=external_id, field=field, county=county
    )


async def lengths(request: Request) -> Lengths:
    settings = request.app.state.settings
    return Lengths(min_months=settings.min_months, max_months=settings.max_months)


CurrentNeed = Annotated[Need, Depends(current_need)]
UnchangedNeed = Annotated[Need, Depends(unchanged_need)]
WantedNeeds = Annotated[Wanted, Depends(wanted)]
AskedCounty = Annotated[CountyCode | None, Query(alias="county", description="Only municipalities in this county")]
AllowedLengths = Annotated[Lengths, Depends(lengths)]
