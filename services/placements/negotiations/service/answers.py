"""What proposals to offers and to placements have in common."""

from collections.abc import Set
from dataclasses import replace
from typing import Any
from uuid import UUID

from services.kit import clock
from services.kit.errors import Invalid
from services.placements.parties.domain import Author
from services.placements.parties.schemas import Explained
from services.placements.placements.domain import refuse_passed
from services.placements.placements.repository import PlacementStore
from services.placements.proposals.domain import ProposalState, move_proposal
from services.placements.proposals.models import TermsProposal
from services.placements.proposals.schemas import TermsProposalCreate
from services.placements.terms.domain import Terms
from services.placements.terms.errors import StaleTerms
from services.scheme.parties import Party


def proposed_terms(asked: TermsProposalCreate, current: Terms, *, version: int | None) -> Terms:
    """The terms that the employee asks for. Raises StaleTerms, and Invalid where nothing is otherwise."""
    if asked.terms_version != version:
        raise StaleTerms(current=version)
    terms = asked.terms_from(current)
    if terms == current:
        raise Invalid(("", "no_change"))
    return terms


def new_proposal(
    terms: Terms, asked: TermsProposalCreate, author: Author, *, candidacy_id: UUID, placement_id: UUID | None = None
) -> TermsProposal:
    return TermsProposal(
        candidacy_id=candidacy_id,
        placement_id=placement_id,
        terms_version=asked.terms_version,
        start=terms.start,
        end=terms.end,
        percentage=terms.percentage,
        note=asked.note,
        proposed_by=author.sub,
        client_id=author.client_id,
    )


def end_proposal(
    store: PlacementStore, proposal: TermsProposal, verb: str, parties: Set[Party], why: Explained | None = None
) -> None:
    """Adopted, declined or withdrawn. Raises WrongState."""
    state, to_offer = ProposalState(proposal.state), proposal.to_offer
    proposal.state = move_proposal(state, verb, parties=parties, to_offer=to_offer)
    proposal.ended_at = clock.now()
    if why is not None:
        proposal.reason, proposal.answer = why.reason, why.note
    store.proposals.flush()


def adopted_terms(proposal: TermsProposal, current: Terms) -> Terms:
    """The current terms with the days and the percentage that were proposed. Raises DayPassed."""
    refuse_passed(proposal.start, on=clock.today())
    return replace(current, start=proposal.start, end=proposal.end, percentage=proposal.percentage)


def proposal_codes(proposal: TermsProposal) -> dict[str, Any]:
    """The codes by which an event describes a proposal: days and numbers, no free text."""
    return {
        "proposal_id": str(proposal.id),
        "start": proposal.start.isoformat(),
        "end": proposal.end.isoformat(),
        "percentage": proposal.percentage,
        "terms_version": proposal.terms_version,
    }
