"""The employee answers the terms of a placement with others; home or host writes them, or says no."""

from collections.abc import Set
from typing import Any
from uuid import UUID

from services.kit import clock
from services.placements.negotiations.service.answers import (
    adopted_terms,
    end_proposal,
    new_proposal,
    proposal_codes,
    proposed_terms,
)
from services.placements.parties.domain import Author
from services.placements.parties.schemas import Explained
from services.placements.placements.domain import PlacementState, body_of, move_placement, refuse_late
from services.placements.placements.models import Placement
from services.placements.placements.repository import PlacementStore
from services.placements.placements.service.decisions import check_facts
from services.placements.placements.service.terms import change_terms, terms_codes
from services.placements.policies.service import check_terms
from services.placements.proposals.models import TermsProposal
from services.placements.proposals.schemas import TermsProposalCreate
from services.placements.settings import PlacementsSettings
from services.placements.standings.domain import Facts
from services.scheme.parties import Party


def propose_to_placement(
    store: PlacementStore,
    placement: Placement,
    author: Author,
    parties: Set[Party],
    asked: TermsProposalCreate,
    *,
    rules: PlacementsSettings,
) -> Placement:
    """Raises StaleTerms, DeadlinePassed, Invalid, WrongLength, TermsProposalOpen."""
    move_placement(PlacementState(placement.state), "propose_terms", parties=parties)
    refuse_late(placement.decide_by, at=clock.now())
    terms = proposed_terms(asked, placement.current_terms, version=placement.terms_version)
    check_terms(store.policies, terms, rules=rules, bodies=[placement.home_org, placement.host_org], at="")
    ids = {"candidacy_id": placement.candidacy_id, "placement_id": placement.id}
    proposal = new_proposal(terms, asked, author, **ids)
    store.proposals.open(proposal)
    store.placements.record(placement, "terms_proposed", party=Party.EMPLOYEE, **_codes(placement, proposal))
    return placement


def adopt_in_placement(
    store: PlacementStore,
    placement: Placement,
    proposal_id: UUID,
    author: Author,
    parties: Set[Party],
    *,
    facts: Facts,
    rules: PlacementsSettings,
) -> Placement:
    """What was proposed are the terms now, as if they were edited; the proposal is the employee's yes to them.

    Raises what a change of the terms and a yes do.
    """
    body_of(parties)
    proposal = store.proposals.get(proposal_id, placement_id=placement.id)
    end_proposal(store, proposal, "adopt", parties)
    refuse_late(placement.decide_by, at=clock.now())
    terms = adopted_terms(proposal, placement.current_terms)
    # first: it locks the need's bookings in one order, and the change moves one of them
    check_facts(store, placement, facts, starts=terms.start, ends=terms.end)
    change_terms(store, placement, author, terms, facts=facts, rules=rules)
    employee = Author(sub=proposal.proposed_by, client_id=proposal.client_id, at=proposal.created_at)
    version, digest = placement.terms_version, placement.terms_hash
    store.decisions.take(placement.id, Party.EMPLOYEE, employee, terms_version=version, terms_hash=digest)
    store.placements.record(placement, "terms_changed", **terms_codes(placement), decided=[Party.EMPLOYEE])
    return placement


def decline_for_placement(
    store: PlacementStore, placement: Placement, proposal_id: UUID, parties: Set[Party], why: Explained
) -> Placement:
    """The terms stay as they are."""
    body = body_of(parties)
    proposal = store.proposals.get(proposal_id, placement_id=placement.id)
    end_proposal(store, proposal, "decline", parties, why)
    codes = _codes(placement, proposal)
    store.placements.record(placement, "terms_declined", party=body, reason=why.reason, **codes)
    return placement


def withdraw_from_placement(
    store: PlacementStore, placement: Placement, proposal_id: UUID, parties: Set[Party]
) -> Placement:
    proposal = store.proposals.get(proposal_id, placement_id=placement.id)
    end_proposal(store, proposal, "withdraw", parties)
    codes = _codes(placement, proposal)
    store.placements.record(placement, "terms_withdrawn", party=Party.EMPLOYEE, **codes)
    return placement


def _codes(placement: Placement, proposal: TermsProposal) -> dict[str, Any]:
    return {**proposal_codes(proposal), "decide_by": placement.decide_by.isoformat()}
