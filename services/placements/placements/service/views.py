"""Placements as each of the three parties may see them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.kit import clock
from services.kit.data.pagination import Page, PageRequest
from services.placements.amendments.domain import (
    BINDING,
    BY_NOTICE,
    AmendmentState,
    Kind,
    first_last_day,
    last_no_show_day,
    legal_for_amender,
)
from services.placements.amendments.models import Amendment
from services.placements.amendments.schemas import LiveAmendment
from services.placements.decisions.domain import Decided, may_decide, waiting_for
from services.placements.decisions.models import Decision
from services.placements.parties.domain import Affiliation, Thing, Wanted, parties_of
from services.placements.placements.domain import AMENDABLE, PlacementState, legal_for_reader
from services.placements.placements.models import Placement
from services.placements.placements.repository import PlacementStore, ShownPlacements
from services.placements.placements.schemas import PlacementRead
from services.placements.proposals.domain import ProposalState
from services.placements.proposals.models import TermsProposal
from services.placements.proposals.schemas import TermsProposalRead
from services.scheme.parties import Party

Pairs = list[tuple[Decision, Decided]]


def show_placement(store: PlacementStore, reader: Affiliation, placement: Placement) -> PlacementRead:
    """The placement as it is after a change with which no amendment waits: it was not agreed before, or is over."""
    proposal = None
    if placement.state == PlacementState.PROPOSED:
        version = placement.terms_version
        proposal = store.proposals.find_shown(placement.candidacy_id, terms_version=version, placement_id=placement.id)
    return _shown(reader, placement, _decisions_on(store, placement), None, proposal)


def show_stay(store: PlacementStore, reader: Affiliation, placement: Placement) -> PlacementRead:
    """A placement that was agreed before as it is after a change, with what is asked to change about it."""
    return _shown(reader, placement, _decisions_on(store, placement), store.amendments.find_live(placement.id), None)


def _decisions_on(store: PlacementStore, placement: Placement) -> Pairs:
    rows = store.decisions.list_of([placement.id])
    return list(zip(rows, store.decisions.as_decided(rows), strict=True))


def read_placement(shown: ShownPlacements, reader: Affiliation, placement: Placement) -> PlacementRead:
    live = shown.amendments.list_live([placement.id] if placement.state in AMENDABLE else [])
    proposal = shown.proposals.list_of(_proposed(placement), to_offer=False).get(placement.candidacy_id)
    return _shown(reader, placement, shown.decisions.list_of([placement.id]), live.get(placement.id), proposal)


def read_placements(
    shown: ShownPlacements, reader: Affiliation, wanted: Wanted, *, paging: PageRequest
) -> Page[PlacementRead]:
    """What concerns the reader and is wanted. The decisions of all are read in one query; so are their amendments."""
    found = shown.list_for(reader, wanted, paging=paging)
    decisions: dict[UUID, Pairs] = {placement.id: [] for placement in found.items}
    for row, decided in shown.decisions.list_of(list(decisions)):
        decisions[row.placement_id].append((row, decided))
    live = shown.amendments.list_live([one.id for one in found.items if one.state in AMENDABLE])
    proposals = shown.proposals.list_of(_proposed(*found.items), to_offer=False)
    return found.each(
        lambda one: _shown(reader, one, decisions[one.id], live.get(one.id), proposals.get(one.candidacy_id))
    )


def _proposed(*placements: Placement) -> dict[UUID, int | None]:
    """The versions of the terms that are decided on, by the candidacy."""
    return {one.candidacy_id: one.terms_version for one in placements if one.state == PlacementState.PROPOSED}


def _shown(
    reader: Affiliation, placement: Placement, pairs: Pairs, live: Amendment | None, proposal: TermsProposal | None
) -> PlacementRead:
    state, version = PlacementState(placement.state), placement.terms_version
    parties = parties_of(reader, placement, placement_id=placement.id)
    decisions = [decided for _, decided in pairs]
    deciding = may_decide(reader, parties, decisions, person_id=placement.person_id, terms_version=version)
    may = reader.may(Thing.PLACEMENT, parties) - _impossible_now(placement, live, today=clock.today())
    may -= {"propose_terms"} if proposal and proposal.state == ProposalState.PROPOSED else set()
    return PlacementRead.of(
        placement,
        decisions=[row for row, _ in pairs if row.terms_version <= version],
        waiting_for=waiting_for(decisions, terms_version=version) if state is PlacementState.PROPOSED else [],
        legal=legal_for_reader(state, parties, may=may, may_decide=deciding, doubt=placement.doubt),
        proposal=_show_proposal(reader, placement, proposal) if proposal else None,
        amendment=show_live(reader, placement, live, decisions) if live else None,
        notice_last_day=last_day_by_notice(placement, today=clock.today()),
    )


def _impossible_now(placement: Placement, live: Amendment | None, *, today: date) -> set[str]:
    """The verbs that the day, or the amendment that waits, leaves no room for."""
    hidden = set[str](BINDING if live else ())
    if last_day_by_notice(placement, today=today) is None:
        hidden |= {Kind.RECALL} if live is None and today < placement.ends else BY_NOTICE
    if today > last_no_show_day(placement.starts):
        hidden.add(Kind.NO_SHOW)
    return hidden


def _show_proposal(reader: Affiliation, placement: Placement, proposal: TermsProposal) -> TermsProposalRead:
    """What the employee proposes. A delegate may nothing with it."""
    parties = parties_of(reader, placement) if reader.delegation is None else frozenset()
    return TermsProposalRead.of(proposal, parties, may=reader.may(Thing.PLACEMENT_TERMS, parties))


def last_day_by_notice(placement: Placement, *, today: date) -> date | None:
    """The last day of a stay for who gives notice today; None where it has not begun, or is over by then."""
    last = first_last_day(today, notice_days=placement.notice_days)
    return last if placement.state == PlacementState.ACTIVE and last < placement.ends else None


def show_live(
    reader: Affiliation, placement: Placement, live: Amendment, decisions: Sequence[Decided]
) -> LiveAmendment:
    """The amendment that is not decided yet, and what this reader may do with it."""
    waiting, legal = standing_of(reader, placement, live, decisions)
    return LiveAmendment.model_validate(live.model_dump() | {"waiting_for": waiting, "legal": legal})


def standing_of(
    reader: Affiliation, placement: Placement, amendment: Amendment, decisions: Sequence[Decided]
) -> tuple[list[Party], list[str]]:
    """Whose yes an amendment waits for, and what the reader may do with it. A delegate may nothing."""
    state, version = AmendmentState(amendment.state), amendment.terms_version
    if state is not AmendmentState.PROPOSED or version is None:
        return [], []
    waiting = waiting_for(decisions, terms_version=version)
    if reader.delegation is not None:
        return waiting, []
    parties = parties_of(reader, placement)
    deciding = may_decide(reader, parties, decisions, person_id=placement.person_id, terms_version=version)
    legal = legal_for_amender(state, parties, proposer=Party(amendment.party), may_decide=deciding)
    may = reader.may(Thing.AMENDMENT, parties)
    return waiting, [verb for verb in legal if verb in may]
