"""What the routes of needs are given."""

from collections.abc import Set
from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request
from sqlalchemy.orm import Session

from services.kit.access.guard import CurrentGrants, RouteGrants, caller_for
from services.kit.access.table import Caller
from services.kit.errors import Invalid
from services.kit.lists import Order
from services.kit.percentages import Percentage
from services.kit.web.audit_routes import AuditReader
from services.kit.web.list_parameters import (
    Ids,
    Live,
    OrderBy,
    Searched,
    States,
    UpdatedSince,
    asked_of,
    required_ids,
    searched_words,
    states_of,
)
from services.kit.web.query_parameters import codes_of
from services.kit.web.responses import ExpectedVersion, refuse_stale
from services.kit.web.session import WriteSession
from services.needs.access import body_of_requester, relations
from services.needs.domain import NOT_CLOSED, Lengths, State, Wanted
from services.needs.models import Need
from services.needs.repository.needs import Needs
from services.needs.schemas import ExternalId
from services.scheme.bodies import BodyLevel
from services.scheme.parties import Party
from services.scheme.relations import Relation
from vocabulary.codes import CountyCode, known_field, known_skill
from vocabulary.terms import TermGroup, field_term, skill_term, terms_of_fields, terms_of_word
from vocabulary.words import words_in

Preparer = Annotated[Caller, Depends(caller_for("create_need", "update_need"))]
HostRequester = Annotated[Caller, Depends(caller_for("publish_need", "hold_need", "resume_need", "close_need"))]
Lister = Annotated[Caller, Depends(caller_for("list_needs"))]
Reader = Annotated[Caller, Depends(caller_for("read_need"))]
Sibling = Annotated[Caller, Depends(caller_for("read_standing", "list_titles", "list_summaries", "list_match_needs"))]


async def needs_to_change(session: WriteSession) -> Needs:
    return Needs(session)


AskedFields = Annotated[list[str] | None, Query(description="Only of these professional fields, or narrower ones")]
AskedSkills = Annotated[list[str] | None, Query(description="Only what asks for one of these skills")]
AskedSector = Annotated[str | None, Query(pattern=r"^[a-z_]{1,32}$", description="Only needs of bodies of this sector")]
AskedIds = Annotated[list[UUID], Depends(required_ids("needs"))]
ChangedNeeds = Annotated[Needs, Depends(needs_to_change)]


def _words(q: str | None, *, in_skills: bool) -> tuple[TermGroup, ...]:
    """Each word begins one of title or description, or one in the name of a field, or of a skill, in any language."""
    words = searched_words(None if q is None else words_in(q))
    return tuple(terms_of_word(word, field=field_term, skill=skill_term if in_skills else None) for word in words)


def _fields(given: list[str]) -> TermGroup:
    return TermGroup(terms=terms_of_fields(codes_of(given, known_field, name="field"), field=field_term))


def _skills(given: list[str]) -> TermGroup:
    return TermGroup(terms=tuple(map(skill_term, codes_of(given, known_skill, name="skill"))))


async def wanted_public(
    *,
    ids: Ids = None,
    q: Searched = None,
    field: AskedFields = None,
    level: Annotated[BodyLevel | None, Query(description="Only needs of bodies of this level")] = None,
    sector: AskedSector = None,
    updated_since: UpdatedSince = None,
    order: OrderBy = None,
) -> Wanted:
    """Which of the open needs are asked for, by what anybody is shown of them."""
    asked = asked_of(orders=tuple(Order), order=order, ids=ids, updated_since=updated_since)
    groups = (*_words(q, in_skills=False), *([_fields(field)] if field is not None else []))
    return Wanted(**vars(asked), groups=groups, level=level, sector=sector)


async def wanted_content(
    *,
    public: Annotated[Wanted, Depends(wanted_public)],
    q: Searched = None,
    field: AskedFields = None,
    skill: AskedSkills = None,
    county: Annotated[CountyCode | None, Query(description="Only needs in this county")] = None,
    remote: Annotated[bool | None, Query(description="Only what is done from anywhere, or only what is not")] = None,
    percentage: Annotated[Percentage | None, Query(description="Only needs of this percentage or less")] = None,
    months: Annotated[int | None, Query(ge=1, le=12, description="Only needs of so many months or fewer")] = None,
) -> Wanted:
    """The same, by what every employee is shown of them."""
    groups = (
        *_words(q, in_skills=True),
        *([_skills(skill)] if skill is not None else []),
        *([_fields(field)] if field is not None else []),
    )
    return replace(public, groups=groups, county=county, remote=remote, percentage=percentage, months=months)


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
    *,
    caller: Lister,
    content: Annotated[Wanted, Depends(wanted_content)],
    mine: Annotated[bool, Query(description="Your own body's needs, in all states; for requesters")] = False,
    external_id: Annotated[ExternalId | None, Query(description="Your own body's need with this key of yours")] = None,
    state: States = None,
    is_open: Live = None,
) -> Wanted:
    """Which needs are asked for. Raises NotPermitted for an employee who asks for more than the open ones."""
    own = mine or external_id is not None
    states = states_of(state, is_open, kind=State, live=NOT_CLOSED)
    if not own and states is not None and state is not None and not states <= {State.OPEN}:
        raise Invalid(("/state", "wrong_value"), legal=[State.OPEN])
    host_org = body_of_requester(caller) if own else None
    return replace(content, host_org=host_org, external_id=external_id, states=states)


async def lengths(request: Request) -> Lengths:
    settings = request.app.state.settings
    return Lengths(min_months=settings.min_months, max_months=settings.max_months)


CurrentNeed = Annotated[Need, Depends(current_need)]
UnchangedNeed = Annotated[Need, Depends(unchanged_need)]
PublicNeeds = Annotated[Wanted, Depends(wanted_public)]
WantedNeeds = Annotated[Wanted, Depends(wanted)]
AskedCounty = Annotated[CountyCode | None, Query(alias="county", description="Only municipalities in this county")]
AllowedLengths = Annotated[Lengths, Depends(lengths)]
