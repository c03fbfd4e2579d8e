"""Terms proposals over HTTP: the employee's answer to an offer or a placement, and what is answered to it."""

from uuid import UUID

from fastapi import APIRouter

from services.kit.errors import NotFound, NotPermitted, PeerUnavailable, PersonRequired, WrongState
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse
from services.placements.access import affiliation_of, author_of
from services.placements.bookings.errors import NoFreePlace, PersonAlreadyBooked
from services.placements.candidacies import dependencies as candidacies
from services.placements.candidacies.schemas import CandidacyRead
from services.placements.candidacies.service.views import show_candidacy
from services.placements.decisions.errors import DecidesForTwo
from services.placements.memberships.errors import OwnEmployee
from services.placements.negotiations.dependencies import (
    OfferAnswerer,
    OfferEditor,
    TermsAnswerer,
    TermsEditor,
)
from services.placements.negotiations.service import offers, placements
from services.placements.parties.schemas import Explained
from services.placements.placements.dependencies import ChangedStore, CurrentPlacement, EditFacts, Rules
from services.placements.placements.errors import DayPassed, DeadlinePassed
from services.placements.placements.schemas import PlacementRead
from services.placements.placements.service.views import show_placement
from services.placements.policies.errors import LendingCapReached
from services.placements.proposals.errors import TermsProposalOpen
from services.placements.proposals.schemas import TermsProposalCreate
from services.placements.standings.errors import ExpertNotAvailable, NeedNotOpen
from services.placements.terms.errors import StaleTerms, WrongLength

router = APIRouter(tags=["terms proposals"])

_OFFER = "/v1/candidacies/{candidacy_id}/terms-proposals"
_PLACEMENT = "/v1/placements/{placement_id}/terms-proposals"
_CHANGE = (PersonRequired, NotPermitted, NotFound, WrongState)
_PROPOSE = (*_CHANGE, StaleTerms, DeadlinePassed, WrongLength, TermsProposalOpen)
_ADOPT = (*_CHANGE, DecidesForTwo, DeadlinePassed, DayPassed, WrongLength, OwnEmployee, ExpertNotAvailable, NeedNotOpen)


@router.post(_OFFER, status_code=201, responses=problems(*_PROPOSE))
def propose_offer_terms(
    caller: OfferAnswerer,
    *,
    current: candidacies.CurrentCandidacy,
    store: candidacies.ChangedStore,
    asked: TermsProposalCreate,
    rules: Rules,
    response: CurrentResponse,
) -> CandidacyRead:
    """Answer an offer with other dates or another percentage, instead of a yes or a no.

    The offer stands meanwhile, with its `answer_by`, and you may still accept it. One proposal waits at a time.
    """
    candidacy = offers.propose_to_offer(
        store, current.candidacy, author_of(caller), current.parties, asked, rules=rules
    )
    return response.created(show_candidacy(store, affiliation_of(caller), candidacy))


@router.post(f"{_OFFER}/{{proposal_id}}/adoption", status_code=201, responses=problems(*_ADOPT, PeerUnavailable))
def adopt_offer_terms(
    caller: OfferEditor,
    *,
    situation: candidacies.KnownPair,
    current: candidacies.CurrentCandidacy,
    proposal_id: UUID,
    store: candidacies.ChangedStore,
    response: CurrentResponse,
) -> CandidacyRead:
    """Make what the employee proposes your offer: its next `terms_version`, with a new `answer_by`.

    The employee still accepts it. Made by a host coordinator, it counts as the host's decision.
    """
    candidacy = offers.adopt_in_offer(store, current.candidacy, proposal_id, situation)
    return response.created(show_candidacy(store, affiliation_of(caller), candidacy))


@router.post(f"{_OFFER}/{{proposal_id}}/decline", status_code=201, responses=problems(*_CHANGE, DecidesForTwo))
def decline_offer_terms(
    caller: OfferEditor,
    *,
    current: candidacies.CurrentCandidacy,
    proposal_id: UUID,
    store: candidacies.ChangedStore,
    asked: Explained,
    response: CurrentResponse,
) -> CandidacyRead:
    """Say no to what the employee proposes, with a reason. The offer stands as it was made."""
    candidacy = offers.decline_for_offer(store, current.candidacy, proposal_id, current.parties, asked)
    return response.created(show_candidacy(store, affiliation_of(caller), candidacy))


@router.post(f"{_OFFER}/{{proposal_id}}/withdrawal", status_code=201, responses=problems(*_CHANGE))
def withdraw_offer_terms(
    caller: OfferAnswerer,
    *,
    current: candidacies.CurrentCandidacy,
    proposal_id: UUID,
    store: candidacies.ChangedStore,
    response: CurrentResponse,
) -> CandidacyRead:
    """Take your proposal back. The offer waits for your answer."""
    candidacy = offers.withdraw_from_offer(store, current.candidacy, proposal_id, current.parties)
    return response.created(show_candidacy(store, affiliation_of(caller), candidacy))


@router.post(_PLACEMENT, status_code=201, responses=problems(*_PROPOSE))
def propose_placement_terms(
    caller: TermsAnswerer,
    *,
    current: CurrentPlacement,
    store: ChangedStore,
    asked: TermsProposalCreate,
    rules: Rules,
    response: CurrentResponse,
) -> PlacementRead:
    """Answer the terms of a placement that is not agreed with other dates or another percentage.

    Your proposal is your yes to exactly these terms, once home or host takes them over. One waits at a time.
    """
    placement = placements.propose_to_placement(
        store, current.placement, author_of(caller), current.parties, asked, rules=rules
    )
    return response.created(show_placement(store, affiliation_of(caller), placement))


@router.post(
    f"{_PLACEMENT}/{{proposal_id}}/adoption",
    status_code=201,
    responses=problems(*_ADOPT, PersonAlreadyBooked, NoFreePlace, LendingCapReached, PeerUnavailable),
)
def adopt_placement_terms(
    caller: TermsEditor,
    *,
    facts: EditFacts,
    current: CurrentPlacement,
    proposal_id: UUID,
    store: ChangedStore,
    rules: Rules,
    response: CurrentResponse,
) -> PlacementRead:
    """Make what the employee proposes the terms, for the home agency or the host.

    As a change of the terms it makes a new `terms_version` with a new `decide_by`. The employee has said yes to it by
    proposing it; home and host decide on it.
    """
    placement = placements.adopt_in_placement(
        store, current.placement, proposal_id, author_of(caller), current.parties, facts=facts, rules=rules
    )
    return response.created(show_placement(store, affiliation_of(caller), placement))


@router.post(f"{_PLACEMENT}/{{proposal_id}}/decline", status_code=201, responses=problems(*_CHANGE, DecidesForTwo))
def decline_placement_terms(
    caller: TermsEditor,
    *,
    current: CurrentPlacement,
    proposal_id: UUID,
    store: ChangedStore,
    asked: Explained,
    response: CurrentResponse,
) -> PlacementRead:
    """Say no to what the employee proposes, with a reason. The terms stay as they are."""
    placement = placements.decline_for_placement(store, current.placement, proposal_id, current.parties, asked)
    return response.created(show_placement(store, affiliation_of(caller), placement))


@router.post(f"{_PLACEMENT}/{{proposal_id}}/withdrawal", status_code=201, responses=problems(*_CHANGE))
def withdraw_placement_terms(
    caller: TermsAnswerer,
    *,
    current: CurrentPlacement,
    proposal_id: UUID,
    store: ChangedStore,
    response: CurrentResponse,
) -> PlacementRead:
    """Take your proposal back. The terms wait for your decision."""
    placement = placements.withdraw_from_placement(store, current.placement, proposal_id, current.parties)
    return response.created(show_placement(store, affiliation_of(caller), placement))
