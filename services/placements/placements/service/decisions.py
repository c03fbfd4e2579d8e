"""A placement is proposed by an accepted offer, and agreed by the third yes."""

from collections.abc import Sequence, Set
from datetime import date

from services.kit import clock
from services.kit.errors import Invalid
from services.placements.bookings.domain import BookingState
from services.placements.decisions.domain import Verdict, all_agree, deciding_party
from services.placements.decisions.errors import DecidesForTwo
from services.placements.decisions.models import Decision
from services.placements.decisions.schemas import DecisionCreate
from services.placements.parties.domain import Author
from services.placements.placements.domain import PLACEMENT, PlacementState, move_placement, refuse_late
from services.placements.placements.models import Placement
from services.placements.placements.repository import PlacementStore
from services.placements.placements.service.endings import end_placement
from services.placements.placements.service.terms import save_terms, terms_codes
from services.placements.policies.domain import most_at_once
from services.placements.policies.errors import LendingCapReached
from services.placements.policies.service import refuse_wrong_length
from services.placements.settings import PlacementsSettings
from services.placements.standings.domain import STILL_ENDORSED, STILL_WANTED, Facts, endorsement_of, refuse_unwanted
from services.placements.terms.errors import StaleTerms
from services.scheme.parties import Party


def propose_placement(
    store: PlacementStore, placement: Placement, *, offered_by: Author, offer_decides: bool, accepted_by: Author
) -> Placement:
    """Save the placement of an accepted offer: acceptance is the employee's decision, the offer may be the host's."""
    decided = [Party.EMPLOYEE, Party.HOST] if offer_decides else [Party.EMPLOYEE]
    store.placements.record(placement, "proposed", **terms_codes(placement), decided=sorted(decided))
    save_terms(store, placement, offered_by)
    if offer_decides:
        _decide(store, placement, Party.HOST, offered_by)
    _decide(store, placement, Party.EMPLOYEE, accepted_by)
    return placement


def decide_placement(
    store: PlacementStore,
    placement: Placement,
    author: Author,
    parties: Set[Party],
    asked: DecisionCreate,
    *,
    facts: Facts | None,
    rules: PlacementsSettings,
) -> Placement:
    """One party's yes or no. The third yes makes the placement agreed; it has to be locked.

    Raises StaleTerms, AlreadyDecided, DecidesForTwo, DelegationUsed, DeadlinePassed; for a yes also OwnEmployee,
    ExpertNotAvailable, NeedNotOpen, NoFreePlace, LendingCapReached, and WrongLength for the home agency's where its
    policy is otherwise.
    """
    if asked.terms_version != placement.terms_version:
        raise StaleTerms(current=placement.terms_version)
    earlier = store.decisions.list_of([placement.id])
    party = _deciding_party(store, placement, author, parties, earlier)
    move_placement(PlacementState(placement.state), asked.decision, parties=parties)
    refuse_late(placement.decide_by, at=clock.now())
    if asked.decision is Verdict.REJECT and asked.reason is None:
        raise Invalid(("/reason", "missing"))
    if facts is not None:
        check_facts(store, placement, facts, starts=placement.starts, ends=placement.ends)
        if party is Party.HOME:
            days, bodies = (placement.starts, placement.ends), [placement.home_org]
            refuse_wrong_length(store.policies, *days, rules=rules, bodies=bodies, at="/terms_version")
    decision = _decide(store, placement, party, author, verdict=asked.decision)
    codes = {"party": party, "decision": asked.decision, "terms_version": placement.terms_version}
    store.placements.record(placement, "decided", **codes)
    if asked.reason is not None and asked.decision is Verdict.REJECT:
        return end_placement(store, placement, "reject", reason=asked.reason, note=asked.note, party=party)
    return _agree_where_all_do(store, placement, [*earlier, decision])


def _deciding_party(
    store: PlacementStore, placement: Placement, author: Author, parties: Set[Party], earlier: Sequence[Decision]
) -> Party:
    """Raises DecidesForTwo also for a delegate whose own stay it is, or the coordinator's who let them."""
    if author.delegation is not None and placement.person_id in author.people:
        raise DecidesForTwo()
    decisions = store.decisions.as_decided(earlier)
    version, let_by = placement.terms_version, author.let_by
    return deciding_party(parties, author.sub, decisions, terms_version=version, let_by=let_by)


def _agree_where_all_do(store: PlacementStore, placement: Placement, decisions: Sequence[Decision]) -> Placement:
    """`decisions` are all on the placement, whose lock keeps others from adding any."""
    if not all_agree(store.decisions.as_decided(decisions), terms_version=placement.terms_version):
        return placement
    placement.state = PLACEMENT.step(PlacementState(placement.state), "agree")
    store.proposals.expire(placement.candidacy_id)
    store.bookings.confirm(store.bookings.get(placement.candidacy_id), person_id=placement.person_id)
    store.placements.record(placement, "agreed", **terms_codes(placement))
    return placement


def check_facts(store: PlacementStore, placement: Placement, facts: Facts, *, starts: date, ends: date) -> None:
    """A yes to these days needs an expert who is still endorsed and does not belong to the host, and a need that still
    stands and has a place. Saves what pool said.

    Every yes is checked against facts of its own: an earlier yes may have been given to others.
    """
    store.memberships.refuse_own(placement.person_id, placement.host_org)
    endorsement = endorsement_of(facts.expert, on=clock.today(), states=STILL_ENDORSED)
    refuse_unwanted(facts.need, states=STILL_WANTED)
    booking = store.bookings.get(placement.candidacy_id)
    store.bookings.refuse_crowded(booking, places=facts.need.places, by={BookingState.AGREED})
    refuse_over_cap(store, placement, starts=starts, ends=ends)
    placement.endorsed_until, placement.max_months = endorsement.until, endorsement.max_months
    placement.max_percentage, placement.expert_version = endorsement.max_percentage, facts.expert.version


def refuse_over_cap(store: PlacementStore, placement: Placement, *, starts: date, ends: date) -> None:
    """Raises LendingCapReached where this stay on these days is one more of the home agency's than it lets go.

    Locks the body's policy, so that of two stays agreed at the same moment the second is counted with the first.
    """
    policy = store.policies.find_locked(placement.home_org)
    if policy is None or policy.lending_cap is None:
        return
    away = store.placements.list_away(placement.home_org, starts=starts, ends=ends, other_than=placement.id)
    if most_at_once(away, during=(starts, ends)) >= policy.lending_cap:
        raise LendingCapReached(limit=policy.lending_cap)


def _decide(
    store: PlacementStore, placement: Placement, party: Party, author: Author, *, verdict: Verdict = Verdict.APPROVE
) -> Decision:
    version, digest = placement.terms_version, placement.terms_hash
    return store.decisions.take(placement.id, party, author, terms_version=version, terms_hash=digest, verdict=verdict)
