"""Candidacies as each of the three parties may see them."""

from collections.abc import Sequence
from uuid import UUID

from services.kit.data.pagination import Page, PageRequest
from services.placements.candidacies.domain import CandidacyState, keeps_shortlist, legal_for_candidacy
from services.placements.candidacies.models import Candidacy
from services.placements.candidacies.repository import CandidacyStore, ShownCandidacies
from services.placements.candidacies.schemas import CandidacyRead, CaseRead, CasesRead, ContactRead, ContactsRead
from services.placements.parties.domain import Affiliation, Thing, Wanted, parties_of
from services.placements.proposals.domain import ProposalState
from services.placements.proposals.models import TermsProposal
from services.placements.proposals.schemas import TermsProposalRead


def show_candidacy(store: CandidacyStore, reader: Affiliation, candidacy: Candidacy) -> CandidacyRead:
    """The candidacy as it is after a change."""
    seats = store.bookings.seats_of([candidacy.id])
    placements = store.placements.ids_of([candidacy.id]) if candidacy.state == CandidacyState.ACCEPTED else {}
    proposal = None
    if candidacy.state == CandidacyState.OFFERED:
        proposal = store.proposals.find_shown(candidacy.id, terms_version=candidacy.terms_version)
    return _shown(reader, candidacy, seats.get(candidacy.id), placements.get(candidacy.id), proposal)


def read_candidacy(
    shown: ShownCandidacies, reader: Affiliation, candidacy: Candidacy, seat_no: int | None, placement_id: UUID | None
) -> CandidacyRead:
    """The candidacy with its seat and its placement, as this reader may see it."""
    proposals = shown.proposals.list_of(_offered(candidacy), to_offer=True)
    return _shown(reader, candidacy, seat_no, placement_id, proposals.get(candidacy.id))


def read_candidacies(
    shown: ShownCandidacies, reader: Affiliation, wanted: Wanted, *, paging: PageRequest
) -> Page[CandidacyRead]:
    """What concerns the reader and is wanted. What employees propose to all offers is read in one query."""
    found = shown.list_for(reader, wanted, paging=paging)
    proposals = shown.proposals.list_of(_offered(*(candidacy for candidacy, _, _ in found.items)), to_offer=True)
    return found.each(lambda one: _shown(reader, *one, proposals.get(one[0].id)))


def read_cases(shown: ShownCandidacies, reader: Affiliation, case_ids: Sequence[UUID]) -> CasesRead:
    """What these candidacies and placements are about, of those that concern the reader."""
    found = [(case, parties_of(reader, case)) for case in shown.list_cases(case_ids)]
    return CasesRead(cases=[CaseRead.of(case, parties) for case, parties in found if parties])


def read_contacts(
    shown: ShownCandidacies, reader: Affiliation, need_id: UUID, expert_ids: Sequence[UUID]
) -> ContactsRead:
    """The newest candidacy of each of these experts for the need, where the reader is its host."""
    theirs = [one for one in shown.list_of_need(need_id, expert_ids) if keeps_shortlist(parties_of(reader, one))]
    newest = {one.expert_id: one for one in theirs}
    return ContactsRead(contacts=[ContactRead.of(one) for one in newest.values()])


def _offered(*candidacies: Candidacy) -> dict[UUID, int | None]:
    """The versions of the offers that wait for an answer."""
    return {one.id: one.terms_version for one in candidacies if one.state == CandidacyState.OFFERED}


def _shown(
    reader: Affiliation,
    candidacy: Candidacy,
    seat_no: int | None,
    placement_id: UUID | None,
    proposal: TermsProposal | None,
) -> CandidacyRead:
    parties = parties_of(reader, candidacy)
    waits = proposal is not None and proposal.state == ProposalState.PROPOSED
    may = reader.may(Thing.CANDIDACY, parties) - ({"propose_terms"} if waits else set())
    legal = legal_for_candidacy(CandidacyState(candidacy.state), parties)
    return CandidacyRead.of(
        candidacy,
        parties=parties,
        seat_no=seat_no,
        placement_id=placement_id,
        proposal=TermsProposalRead.of(proposal, parties, may=reader.may(Thing.OFFER_TERMS, parties))
        if proposal
        else None,
        legal=[verb for verb in legal if verb in may],
    )
