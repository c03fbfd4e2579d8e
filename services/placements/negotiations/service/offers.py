"""The employee answers an offer with other terms; the host makes them its offer, or says no."""

from collections.abc import Set
from uuid import UUID

from services.kit import clock
from services.placements.candidacies.domain import CandidacyState, move_candidacy
from services.placements.candidacies.models import Candidacy
from services.placements.candidacies.repository import CandidacyStore
from services.placements.candidacies.service.offers import (
    Situation,
    bodies_of,
    check_pair,
    deadline_codes,
    deadline_of,
    refuse_own,
    save_offer,
    while_it_may_begin,
)
from services.placements.negotiations.service.answers import (
    adopted_terms,
    end_proposal,
    new_proposal,
    proposal_codes,
    proposed_terms,
)
from services.placements.parties.domain import Author
from services.placements.parties.schemas import Explained
from services.placements.placements.domain import refuse_late
from services.placements.policies.service import check_terms
from services.placements.proposals.schemas import TermsProposalCreate
from services.placements.settings import PlacementsSettings
from services.placements.standings.domain import STILL_WANTED
from services.scheme.parties import Party


def propose_to_offer(
    store: CandidacyStore,
    candidacy: Candidacy,
    author: Author,
    parties: Set[Party],
    asked: TermsProposalCreate,
    *,
    rules: PlacementsSettings,
) -> Candidacy:
    """Raises StaleTerms, DeadlinePassed, Invalid, WrongLength, TermsProposalOpen."""
    move_candidacy(CandidacyState(candidacy.state), "propose_terms", parties=parties)
    refuse_late(candidacy.answer_by, at=clock.now())
    terms = proposed_terms(asked, candidacy.offered_terms, version=candidacy.terms_version)
    check_terms(store.policies, terms, rules=rules, bodies=bodies_of(candidacy), at="")
    proposal = new_proposal(terms, asked, author, candidacy_id=candidacy.id)
    store.proposals.open(proposal)
    codes = {**proposal_codes(proposal), **deadline_codes(candidacy)}
    store.candidacies.record(candidacy, "terms_proposed", party=Party.EMPLOYEE, **codes)
    return candidacy


def adopt_in_offer(store: CandidacyStore, candidacy: Candidacy, proposal_id: UUID, situation: Situation) -> Candidacy:
    """What was proposed is the offer now: its next version, on the seat it holds, with a new `answer_by`."""
    refuse_own(situation.parties)
    proposal = store.proposals.get(proposal_id, candidacy_id=candidacy.id, placement_id=None)
    end_proposal(store, proposal, "adopt", situation.parties)
    refuse_late(candidacy.answer_by, at=clock.now())
    check_pair(store, situation, states=STILL_WANTED)
    terms = adopted_terms(proposal, candidacy.offered_terms)
    check_terms(store.policies, terms, rules=situation.rules, bodies=bodies_of(candidacy), at="")
    candidacy.answer_by = while_it_may_begin(deadline_of(None, rules=situation.rules), terms)
    booking = store.bookings.get(candidacy.id)
    store.bookings.move(
        booking, person_id=candidacy.person_id, starts=terms.start, ends=terms.end, until=candidacy.answer_by
    )
    return save_offer(store, candidacy, situation, terms)


def decline_for_offer(
    store: CandidacyStore, candidacy: Candidacy, proposal_id: UUID, parties: Set[Party], why: Explained
) -> Candidacy:
    """The offer stands as it was made."""
    refuse_own(parties)
    proposal = store.proposals.get(proposal_id, candidacy_id=candidacy.id, placement_id=None)
    end_proposal(store, proposal, "decline", parties, why)
    codes = {**proposal_codes(proposal), **deadline_codes(candidacy)}
    store.candidacies.record(candidacy, "terms_declined", party=Party.HOST, reason=why.reason, **codes)
    return candidacy


def withdraw_from_offer(
    store: CandidacyStore, candidacy: Candidacy, proposal_id: UUID, parties: Set[Party]
) -> Candidacy:
    proposal = store.proposals.get(proposal_id, candidacy_id=candidacy.id, placement_id=None)
    end_proposal(store, proposal, "withdraw", parties)
    codes = proposal_codes(proposal)
    store.candidacies.record(candidacy, "terms_withdrawn", party=Party.EMPLOYEE, **codes)
    return candidacy
