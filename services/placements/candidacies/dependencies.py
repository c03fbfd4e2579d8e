"""What the routes of candidacies are given. Siblings are asked before the session's first statement."""

from collections.abc import Set
from dataclasses import dataclass, replace
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, Query
from sqlalchemy.orm import Session

from services.kit.access.guard import CurrentGrants, RouteGrants, caller_for
from services.kit.access.table import Caller
from services.kit.errors import NotFound, NotPermitted
from services.kit.web.audit_routes import AuditReader
from services.kit.web.query_parameters import LIST_OF_IDS, LONGEST_LIST, listed
from services.kit.web.responses import ExpectedVersion, refuse_stale
from services.kit.web.session import OwnDatabase, WriteSession
from services.placements.access import author_of, offer_decides, permitted_parties
from services.placements.candidacies.domain import BEGUN_BY, OPEN, CandidacyState, hidden_from
from services.placements.candidacies.models import Candidacy
from services.placements.candidacies.repository import CandidacyStore
from services.placements.candidacies.schemas import CandidacyCreate, knows_home
from services.placements.candidacies.service.offers import Situation, refuse_own
from services.placements.parties.dependencies import wanted_of
from services.placements.parties.domain import Wanted
from services.placements.peers import facts_of
from services.placements.placements.dependencies import Rules, Siblings
from services.placements.placements.repository import PlacementStore
from services.placements.settings import PlacementsSettings
from services.placements.standings.domain import Facts
from services.placements.standings.errors import ExpertNotAvailable, NeedNotOpen
from services.scheme.parties import Party

Beginner = Annotated[Caller, Depends(caller_for("create_candidacy"))]
Lister = Annotated[Caller, Depends(caller_for("list_candidacies", "list_cases"))]
Reader = Annotated[Caller, Depends(caller_for("read_candidacy"))]
ContactReader = Annotated[Caller, Depends(caller_for("list_contacts"))]
Sibling = Annotated[Caller, Depends(caller_for("count_open_cases"))]
Employee = Annotated[Caller, Depends(caller_for("show_interest", "accept_offer"))]
Host = Annotated[Caller, Depends(caller_for("make_offer"))]
ShortlistReader = Annotated[Caller, Depends(caller_for("read_shortlist"))]
ShortlistEditor = Annotated[Caller, Depends(caller_for("update_shortlist", "leave_shortlist"))]
EmployeeOrHost = Annotated[Caller, Depends(caller_for("decline_candidacy", "withdraw_candidacy"))]


async def store_to_change(session: WriteSession) -> CandidacyStore:
    return CandidacyStore(session)


ChangedStore = Annotated[CandidacyStore, Depends(store_to_change)]

_WANTED = wanted_of(CandidacyState, OPEN)


async def asked_for(
    wanted: Annotated[Wanted, Depends(_WANTED)],
    shortlisted: Annotated[
        Literal["true"] | None, Query(description="Only what your body, as host, has on its shortlist")
    ] = None,
) -> Wanted:
    return replace(wanted, shortlisted=shortlisted is not None)


async def asked_cases(
    ids: Annotated[
        str,
        Query(
            max_length=LONGEST_LIST, json_schema_extra=LIST_OF_IDS, description="Their ids, with commas between them"
        ),
    ],
) -> list[UUID]:
    return listed(ids, UUID, name="ids")


async def asked_experts(
    experts: Annotated[
        str,
        Query(
            max_length=LONGEST_LIST, json_schema_extra=LIST_OF_IDS, description="Their ids, with commas between them"
        ),
    ],
) -> list[UUID]:
    return listed(experts, UUID, name="experts")


AskedExperts = Annotated[list[UUID], Depends(asked_experts)]
AskedNeed = Annotated[UUID, Query(description="The need that they may fill")]
AskedCases = Annotated[list[UUID], Depends(asked_cases)]
Asked = Annotated[Wanted, Depends(asked_for)]


@dataclass(frozen=True, kw_only=True)
class VisibleCandidacy:
    """A candidacy the caller may know of, and the parties the caller speaks for."""

    candidacy: Candidacy
    parties: Set[Party]


def new_pair(asked: CandidacyCreate, grants: CurrentGrants, peers: Siblings, rules: Rules) -> Situation:
    """What is known about the expert and the need that a candidacy is asked for.

    Raises NotFound where either is absent, or is not the caller's own to ask with: an application is the expert's,
    an invitation the need's host's.
    """
    facts = facts_of(peers, asked.expert_id, asked.need_id, absent=(NotFound(), NotFound()))
    parties = permitted_parties(grants, facts)
    if BEGUN_BY[asked.kind] not in parties:
        raise NotPermitted("person" if BEGUN_BY[asked.kind] is Party.EMPLOYEE else "body")
    return _situation(grants, parties, facts, rules)


def known_pair(
    candidacy_id: UUID, grants: CurrentGrants, database: OwnDatabase, peers: Siblings, rules: Rules
) -> Situation:
    """What is known now about the expert and the need of a candidacy.

    Raises NotFound where the caller may not know of it.
    """
    with database.read() as session:
        candidacy = CandidacyStore(session).candidacies.get(candidacy_id)
    parties = permitted_parties(grants, candidacy)
    absent = (ExpertNotAvailable(), NeedNotOpen())
    facts = facts_of(peers, candidacy.expert_id, candidacy.need_id, absent=absent)
    return _situation(grants, parties, facts, rules)


def audit_reader(session: Session, subject: UUID, grants: RouteGrants) -> AuditReader:
    """What the caller may know of the audit of a candidacy, a placement or its amendment. Raises NotFound for all else.

    A host knows the home agency of a candidacy only as long as it is shown it there. Of its shortlist nobody else
    knows, nor the home agency of messages.
    """
    candidacy = CandidacyStore(session).candidacies.find(subject)
    if candidacy is None:
        store = PlacementStore(session)
        amendment = store.amendments.find(subject)
        placement = store.placements.get(subject if amendment is None else amendment.placement_id)
        return AuditReader(parties=permitted_parties(grants, placement))
    parties = permitted_parties(grants, candidacy)
    return AuditReader(parties=parties, knows_bodies=knows_home(candidacy, parties), hidden=hidden_from(parties))


def locked_candidacy(candidacy_id: UUID, grants: CurrentGrants, store: ChangedStore) -> VisibleCandidacy:
    """The candidacy, locked. Raises NotFound also where the caller may not know of it."""
    return _visible(store.candidacies.get_locked(candidacy_id), grants)


async def unchanged_shortlist(
    current: Annotated[VisibleCandidacy, Depends(locked_candidacy)], expected: ExpectedVersion
) -> VisibleCandidacy:
    """The candidacy, locked, for the host. Raises Stale where its place on the shortlist is another than was read."""
    refuse_own(current.parties)
    refuse_stale(expected, current.candidacy.shortlist_version)
    return current


def offered_candidacy(
    situation: Annotated[Situation, Depends(known_pair)], candidacy_id: UUID, grants: CurrentGrants, store: ChangedStore
) -> VisibleCandidacy:
    """The candidacy, locked together with every other offer to the person."""
    offers = store.candidacies.lock_offers(situation.facts.expert.person_id)
    this = next((offer for offer in offers if offer.id == candidacy_id), None)
    return _visible(this or store.candidacies.get_locked(candidacy_id), grants)


def _visible(candidacy: Candidacy, grants: RouteGrants) -> VisibleCandidacy:
    return VisibleCandidacy(candidacy=candidacy, parties=permitted_parties(grants, candidacy))


def _situation(grants: RouteGrants, parties: frozenset[Party], facts: Facts, rules: PlacementsSettings) -> Situation:
    author, decides = author_of(grants.caller), offer_decides(grants.caller)
    return Situation(author=author, parties=parties, facts=facts, rules=rules, offer_decides=decides)


NewPair = Annotated[Situation, Depends(new_pair)]
KnownPair = Annotated[Situation, Depends(known_pair)]
CurrentCandidacy = Annotated[VisibleCandidacy, Depends(locked_candidacy)]
OfferedCandidacy = Annotated[VisibleCandidacy, Depends(offered_candidacy)]
UnchangedShortlist = Annotated[VisibleCandidacy, Depends(unchanged_shortlist)]
