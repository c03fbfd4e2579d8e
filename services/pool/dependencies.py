"""What the pool's routes are given."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, Query, Request
from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.access.guard import CurrentGrants, RouteGrants, caller_for
from services.kit.access.table import Caller, CallerKind
from services.kit.errors import Invalid, NotFound
from services.kit.percentages import Percentage
from services.kit.text import Orgnr
from services.kit.web.audit_routes import AuditReader
from services.kit.web.list_parameters import (
    AGES,
    From,
    Ids,
    Live,
    OrderBy,
    Searched,
    States,
    To,
    UpdatedSince,
    asked_of,
    refuse_long_search,
    refuse_no_period,
    states_of,
)
from services.kit.web.query_parameters import LIST_OF_IDS, LONGEST_LIST, codes_of, listed, words_of
from services.kit.web.responses import ExpectedVersion, refuse_stale
from services.kit.web.session import OwnDatabase, ReadSession, WriteSession
from services.pool.access import knows_name, relations
from services.pool.domain import (
    LIVE,
    AtHome,
    Browsed,
    Group,
    State,
    WordGroup,
    county_term,
    field_term,
    language_term,
    level_term,
    own_field_term,
    own_skill_term,
    remote_term,
    sector_term,
    skill_term,
    word_term,
)
from services.pool.models import Expert
from services.pool.peers import Peers
from services.pool.repository.experts import Experts
from services.pool.repository.shown_experts import ShownExperts, Visible
from services.pool.schemas.endorsements import OpenCases
from services.pool.service.readings import ReadingLog
from services.scheme.bodies import BodyLevel
from services.scheme.parties import Party
from services.scheme.relations import Relation
from services.scheme.roles import Role
from vocabulary.codes import CountyCode, LanguageCode, known_field, known_skill
from vocabulary.load import load
from vocabulary.words import words_in

Joiner = Annotated[Caller, Depends(caller_for("create_expert"))]
Requester = Annotated[Caller, Depends(caller_for("list_experts", "list_profiles"))]
HomeReader = Annotated[Caller, Depends(caller_for("list_home_experts"))]
Reader = Annotated[Caller, Depends(caller_for("read_expert", "list_names"))]
Myself = Annotated[Caller, Depends(caller_for("read_my_expert", "list_my_access_log", "export_me"))]
ExpertMyself = Annotated[
    Caller,
    Depends(
        caller_for("update_expert", "submit_expert", "pause_expert", "resume_expert", "withdraw_expert", "renew_expert")
    ),
]
HomeCoordinator = Annotated[
    Caller, Depends(caller_for("endorse_expert", "return_expert", "prolong_endorsement", "revoke_endorsement"))
]
EndorsementReader = Annotated[Caller, Depends(caller_for("read_endorsement"))]
Sibling = Annotated[Caller, Depends(caller_for("read_standing", "list_match_profiles", "list_task_names"))]


async def experts_to_read(session: ReadSession) -> Experts:
    return Experts(session)


async def experts_to_change(session: WriteSession) -> Experts:
    return Experts(session)


async def asked_ids(
    experts: Annotated[
        str,
        Query(
            max_length=LONGEST_LIST, json_schema_extra=LIST_OF_IDS, description="Their ids, with commas between them"
        ),
    ],
) -> list[UUID]:
    return listed(experts, UUID, name="experts")


async def told_reader(
    reader: Annotated[str, Query(max_length=64, description="Who reads, as their token names them")],
    roles: Annotated[str, Query(max_length=200, description="Their roles in the body, with commas between them")] = "",
    org: Annotated[Orgnr | None, Query(description="The body they act for")] = None,
) -> Caller:
    """Somebody whose token a sibling has verified, as far as the relations to an expert go by it."""
    named = words_of([roles], Role, name="roles") if roles else frozenset[Role]()
    return Caller(kind=CallerKind.PERSON, sub=reader, client_id="", org=org, roles=named, scopes=frozenset(), bearer="")


def known_names(caller: Caller, found: Iterable[Visible]) -> list[Expert]:
    """Those of them whose name the caller may know."""
    return [one.expert for one in found if _knows_name(caller, one)]


def known_to(caller: Caller, found: Iterable[Visible]) -> list[Expert]:
    """Those of them that the caller may read as requesters of other bodies do."""
    return [
        one.expert for one in found if Relation.READER in relations(caller, one.expert, is_colleague=one.is_colleague)
    ]


def _knows_name(caller: Caller, found: Visible) -> bool:
    stands = relations(caller, found.expert, is_colleague=found.is_colleague)
    return knows_name(stands, found.expert, disclosed=found.disclosed)


AskedIds = Annotated[list[UUID], Depends(asked_ids)]


async def reading_log(request: Request) -> ReadingLog:
    """The log of named readings."""
    log: ReadingLog = request.app.state.reading_log
    return log


Readings = Annotated[ReadingLog, Depends(reading_log)]
ToldReader = Annotated[Caller, Depends(told_reader)]
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


@dataclass(frozen=True, kw_only=True)
class Endorsed:
    """An expert with their endorsement, and what placements says now that would end with it."""

    expert: Expert
    ends: OpenCases | None


def current_endorsement(expert_id: UUID, grants: CurrentGrants, database: OwnDatabase, request: Request) -> Endorsed:
    """Raises NotFound without an endorsement, and where the caller may not know of the expert."""
    with database.snapshot() as snapshot:
        found = ShownExperts(snapshot).get_visible(expert_id, asker=grants.caller.org, at=clock.now())
    visible_relations(grants, found.expert, is_colleague=found.is_colleague)
    if found.expert.endorsed_until is None:
        raise NotFound()
    peers: Peers = request.app.state.peers
    return Endorsed(expert=found.expert, ends=peers.find_open_cases(expert_id))


CurrentEndorsement = Annotated[Endorsed, Depends(current_endorsement)]


AskedFields = Annotated[
    list[str] | None,
    Query(alias="field", description="Only experts of these professional fields, or narrower ones"),
]
NamesToo = Annotated[
    Literal["names"] | None, Query(alias="include", description="With `names`: whose they are, which is logged")
]
AskedSkills = Annotated[list[str] | None, Query(alias="skill", description="Only who has one of these skills")]
AskedLanguage = Annotated[LanguageCode | None, Query(description="Only who speaks this language")]
AskedCounty = Annotated[CountyCode | None, Query(description="Only who is in this county, and is shown to be")]
AskedRemote = Annotated[bool | None, Query(description="Only who works from anywhere, or only who does not")]
AskedPercentage = Annotated[Percentage | None, Query(description="Only who offers this percentage or more")]
AskedMonths = Annotated[int | None, Query(ge=1, le=12, description="Only who offers so many whole months on end")]
AskedLevel = Annotated[BodyLevel | None, Query(description="Only who is shown to be of a body of this level")]
AskedSector = Annotated[
    str | None, Query(pattern=r"^[a-z_]{1,32}$", description="Only who is shown to be of a body of this sector")
]


async def browsed_terms(
    *,
    field: AskedFields = None,
    skill: AskedSkills = None,
    language: AskedLanguage = None,
    county: AskedCounty = None,
    remote: AskedRemote = None,
    level: AskedLevel = None,
    sector: AskedSector = None,
) -> tuple[Group, ...]:
    """The terms that have to hold; those that fewer people share stand before others."""
    groups = (
        () if skill is None else tuple(map(skill_term, codes_of(skill, known_skill, name="skill"))),
        () if county is None else (county_term(county),),
        () if field is None else tuple(map(field_term, fields_below(field))),
        () if sector is None else (sector_term(sector),),
        () if level is None else (level_term(level),),
        () if language is None else (language_term(language),),
        () if remote is None else (remote_term(remote=remote),),
    )
    return tuple(group for group in groups if group)


async def browsed(
    *,
    groups: Annotated[tuple[Group, ...], Depends(browsed_terms)],
    county: AskedCounty = None,
    percentage: AskedPercentage = None,
    months: AskedMonths = None,
    first: From = None,
    last: To = None,
) -> Browsed:
    """Which experts of the pool are asked for."""
    refuse_no_period(first, last)
    return Browsed(groups=groups, county=county, percentage=percentage, months=months, first=first, last=last)


async def at_home(
    *,
    ids: Ids = None,
    state: States = None,
    is_open: Live = None,
    field: AskedFields = None,
    q: Searched = None,
    updated_since: UpdatedSince = None,
    order: OrderBy = None,
) -> AtHome:
    """Which of a body's own profiles are asked for. A name is no word of them: who reads one is logged."""
    asked = asked_of(orders=AGES, order=order, ids=ids, updated_since=updated_since)
    fields = () if field is None else (WordGroup(terms=tuple(map(own_field_term, fields_below(field)))),)
    states = states_of(state, is_open, kind=State, live=LIVE)
    return AtHome(**vars(asked), states=states, groups=(*_words(q), *fields))


def fields_below(given: list[str]) -> list[str]:
    """The fields that are asked for, with all below them. Raises Invalid for an unknown one."""
    known = load()
    return sorted({one for code in codes_of(given, known_field, name="field") for one in known.below(code)})


def _words(q: str | None) -> tuple[WordGroup, ...]:
    """Each word begins one of the title, or one in the name of a field or skill, in any language."""
    words = None if q is None else words_in(q)
    if words == frozenset():
        raise Invalid(("/q", "wrong_form"))
    refuse_long_search(words or ())
    groups = []
    for word in sorted(words or ()):
        fields, skills = load().named(word)
        named = (*map(own_field_term, sorted(fields)), *map(own_skill_term, sorted(skills)))
        groups.append(WordGroup(terms=named, prefix=word_term(word)))
    return tuple(groups)


BrowsedExperts = Annotated[Browsed, Depends(browsed)]
OwnExperts = Annotated[AtHome, Depends(at_home)]
