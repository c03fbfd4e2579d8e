"""What the routes of placements are given. Peers are asked before the session's first statement."""

from collections.abc import Set
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from services.kit.access import Caller, Permit, Permitted, caller_for
from services.kit.answer import ExpectedVersion, refuse_stale
from services.kit.database import Database
from services.kit.errors import NotFound, NotPermitted, ServiceError
from services.kit.session import ReadSession, WriteSession, database_of
from services.placements.access import relations
from services.placements.domain import CandidacyKind, Facts, Party, Verdict
from services.placements.errors import ExpertNotAvailable, NeedNotOpen
from services.placements.models import Candidacy, Placement
from services.placements.peers import Peers
from services.placements.repository import Store
from services.placements.schemas import CandidacyCreate, DecisionCreate
from services.placements.service import Asking, parties_of
from services.placements.settings import PlacementsSettings

Beginner = Annotated[Caller, Depends(caller_for("create_candidacy"))]
Lister = Annotated[Caller, Depends(caller_for("list_candidacies", "list_placements"))]
Reader = Annotated[Caller, Depends(caller_for("read_candidacy", "read_placement"))]
Employee = Annotated[Caller, Depends(caller_for("show_interest", "accept_offer"))]
Host = Annotated[Caller, Depends(caller_for("make_offer"))]
EmployeeOrHost = Annotated[Caller, Depends(caller_for("decline_candidacy", "withdraw_candidacy"))]
OneOfThree = Annotated[Caller, Depends(caller_for("decide_placement", "cancel_placement"))]
TermsEditor = Annotated[Caller, Depends(caller_for("update_terms"))]


def peers_of(request: Request) -> Peers:
    peers: Peers = request.app.state.peers
    return peers


def rules_of(request: Request) -> PlacementsSettings:
    rules: PlacementsSettings = request.app.state.settings
    return rules


async def store_to_read(session: ReadSession) -> Store:
    return Store(session)


async def store_to_change(session: WriteSession) -> Store:
    return Store(session)


Siblings = Annotated[Peers, Depends(peers_of)]
Rules = Annotated[PlacementsSettings, Depends(rules_of)]
OwnDatabase = Annotated[Database, Depends(database_of)]
ReadStore = Annotated[Store, Depends(store_to_read)]
ChangedStore = Annotated[Store, Depends(store_to_change)]


@dataclass(frozen=True, kw_only=True)
class SeenCandidacy:
    """A candidacy the caller may know of, locked, and the parties the caller belongs to."""

    candidacy: Candidacy
    parties: Set[Party]


@dataclass(frozen=True, kw_only=True)
class SeenPlacement:
    placement: Placement
    parties: Set[Party]


def asked_pair(asked: CandidacyCreate, permit: Permit, peers: Siblings, rules: Rules) -> Asking:
    """What is known of the expert and the need a candidacy is asked for.

    Raises NotFound where either is absent, or is not the caller's own to ask with: an application is the expert's,
    an invitation the need's host's.
    """
    facts = _facts(peers, asked.expert_id, asked.need_id, absent=(NotFound(), NotFound()))
    parties = parties_of(permit.caller, facts)
    _permit(permit, parties)
    if (Party.EMPLOYEE if asked.kind is CandidacyKind.APPLICATION else Party.HOST) not in parties:
        raise NotPermitted()
    return Asking(caller=permit.caller, parties=parties, facts=facts, rules=rules)


def candidacy_facts(candidacy_id: UUID, permit: Permit, database: OwnDatabase, peers: Siblings, rules: Rules) -> Asking:
    """How expert and need of a candidacy stand now. Raises NotFound where the caller may not know of it."""
    with database.read() as session:
        candidacy = Store(session).candidacies.get(candidacy_id)
    parties = parties_of(permit.caller, candidacy)
    _permit(permit, parties)
    facts = _facts(peers, candidacy.expert_id, candidacy.need_id, absent=(ExpertNotAvailable(), NeedNotOpen()))
    return Asking(caller=permit.caller, parties=parties, facts=facts, rules=rules)


def decision_facts(
    placement_id: UUID, asked: DecisionCreate, permit: Permit, database: OwnDatabase, peers: Siblings
) -> Facts | None:
    """How expert and need of a placement stand now; nobody is asked for a no."""
    if asked.decision is Verdict.REJECT:
        return None
    with database.read() as session:
        placement = Store(session).placements.get(placement_id)
    _permit(permit, parties_of(permit.caller, placement))
    return _facts(peers, placement.expert_id, placement.need_id, absent=(ExpertNotAvailable(), NeedNotOpen()))


def locked_candidacy(candidacy_id: UUID, permit: Permit, store: ChangedStore) -> SeenCandidacy:
    """The candidacy, locked. Raises NotFound also where the caller may not know of it."""
    return _seen_candidacy(store.candidacies.get_locked(candidacy_id), permit)


def offered_candidacy(
    asking: Annotated[Asking, Depends(candidacy_facts)], candidacy_id: UUID, permit: Permit, store: ChangedStore
) -> SeenCandidacy:
    """The candidacy, locked together with every other offer to the person."""
    store.candidacies.lock_offers(asking.facts.expert.person_id)
    return _seen_candidacy(store.candidacies.get_locked(candidacy_id), permit)


def read_candidacy(candidacy_id: UUID, permit: Permit, store: ReadStore) -> Candidacy:
    return _seen_candidacy(store.candidacies.get(candidacy_id), permit).candidacy


def locked_placement(placement_id: UUID, permit: Permit, store: ChangedStore) -> SeenPlacement:
    """The placement, locked before its decisions are read. Raises NotFound also where the caller may not know of it."""
    return _seen_placement(store.placements.get_locked(placement_id), permit)


def unchanged_placement(
    seen: Annotated[SeenPlacement, Depends(locked_placement)], expected: ExpectedVersion
) -> SeenPlacement:
    """The placement, where it is still the version that If-Match names."""
    refuse_stale(expected, seen.placement.version)
    return seen


def read_placement(placement_id: UUID, permit: Permit, store: ReadStore) -> Placement:
    return _seen_placement(store.placements.get(placement_id), permit).placement


def _seen_candidacy(candidacy: Candidacy, permit: Permitted) -> SeenCandidacy:
    parties = parties_of(permit.caller, candidacy)
    _permit(permit, parties)
    return SeenCandidacy(candidacy=candidacy, parties=parties)


def _seen_placement(placement: Placement, permit: Permitted) -> SeenPlacement:
    parties = parties_of(permit.caller, placement)
    _permit(permit, parties)
    return SeenPlacement(placement=placement, parties=parties)


def _permit(permit: Permitted, parties: Set[Party]) -> None:
    permit.on(relations(parties))


def _facts(peers: Peers, expert_id: UUID, need_id: UUID, *, absent: tuple[ServiceError, ServiceError]) -> Facts:
    """Raises what `absent` names for an expert, or a need, there is not."""
    no_expert, no_need = absent
    expert, need = peers.find_expert(expert_id), peers.find_need(need_id)
    if expert is None:
        raise no_expert
    if need is None:
        raise no_need
    return Facts(expert=expert, need=need)


AskedPair = Annotated[Asking, Depends(asked_pair)]
CandidacyFacts = Annotated[Asking, Depends(candidacy_facts)]
DecisionFacts = Annotated[Facts | None, Depends(decision_facts)]
CurrentCandidacy = Annotated[SeenCandidacy, Depends(locked_candidacy)]
OfferedCandidacy = Annotated[SeenCandidacy, Depends(offered_candidacy)]
ShownCandidacy = Annotated[Candidacy, Depends(read_candidacy)]
CurrentPlacement = Annotated[SeenPlacement, Depends(locked_placement)]
UnchangedPlacement = Annotated[SeenPlacement, Depends(unchanged_placement)]
ShownPlacement = Annotated[Placement, Depends(read_placement)]
