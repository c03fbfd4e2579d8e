"""The three decisions, and what else happens to a placement."""

from collections.abc import Set
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from services.kit import clock
from services.kit.access import Caller
from services.kit.errors import Invalid
from services.placements.domain import (
    PLACEMENT,
    STILL_ENDORSED,
    STILL_WANTED,
    BookingState,
    Endorsement,
    Facts,
    Party,
    PlacementState,
    Verdict,
    all_agree,
    deciding_party,
    endorsement_of,
    move_placement,
    refuse_unwanted,
    terms_hash,
)
from services.placements.errors import AlreadyDecided, DeadlinePassed, DecidesForTwo, DelegationUsed, StaleTerms
from services.placements.models import Candidacy, Decision, Placement, TermsVersion
from services.placements.repository import Store
from services.placements.schemas import DecisionCreate, Explained, TermsUpdate
from services.placements.service.checks import check_terms, refuse_over_cap, refuse_wrong_length
from services.placements.service.endings import cancel, end_placement
from services.placements.settings import PlacementsSettings


def propose_placement(
    store: Store, candidacy: Candidacy, caller: Caller, endorsement: Endorsement, *, decide_by: datetime
) -> Placement:
    """The placement of an accepted offer, with the decisions that acceptance and offer are."""
    placement = _placement_of(candidacy, endorsement, decide_by=decide_by)
    store.placements.add(placement)
    offered_by, offered_client = candidacy.offered_by or "", candidacy.offered_client or ""
    _keep_terms(store, placement, sub=offered_by, client_id=offered_client)
    decided = [Party.EMPLOYEE]
    if candidacy.offer_decides:
        _decide(store, placement, Party.HOST, sub=offered_by, client_id=offered_client, at=candidacy.offered_at)
        decided.append(Party.HOST)
    _decide(store, placement, Party.EMPLOYEE, sub=caller.sub, client_id=caller.client_id)
    store.placements.record(placement, "proposed", **_told_terms(placement), decided=sorted(decided))
    return placement


def _placement_of(candidacy: Candidacy, endorsement: Endorsement, *, decide_by: datetime) -> Placement:
    same = {"expert_id", "need_id", "person_id", "home_org", "host_org", "expert_version", "terms", "terms_hash"}
    terms = candidacy.offered_terms
    return Placement(
        **candidacy.model_dump(include=same),
        candidacy_id=candidacy.id,
        decide_by=decide_by,
        starts=terms.start,
        ends=terms.end,
        endorsed_until=endorsement.until,
        max_months=endorsement.max_months,
        max_percentage=endorsement.max_percentage,
    )


def decide_placement(
    store: Store,
    placement: Placement,
    caller: Caller,
    parties: Set[Party],
    asked: DecisionCreate,
    *,
    facts: Facts | None,
    rules: PlacementsSettings,
) -> Placement:
    """One party's yes or no. The third yes makes it agreed; the placement has to be locked.

    Raises StaleTerms, AlreadyDecided, DecidesForTwo, DelegationUsed, DeadlinePassed; for a yes also ExpertNotAvailable,
    NeedNotOpen, NoFreePlace, LendingCapReached, and WrongLength for the home agency's where its policy is otherwise.
    """
    if asked.terms_version != placement.terms_version:
        raise StaleTerms(current=placement.terms_version)
    let_by = caller.decision.by if caller.decision else None
    if caller.decision is not None and placement.person_id in {caller.sub, let_by}:
        raise DecidesForTwo()
    decisions = [row.decided() for row in store.placements.list_decisions([placement.id])]
    party = deciding_party(parties, caller.sub, decisions, terms_version=placement.terms_version, let_by=let_by)
    move_placement(PlacementState(placement.state), asked.decision, parties=parties)
    _refuse_late(placement)
    if asked.decision is Verdict.REJECT and asked.reason is None:
        raise Invalid(("/reason", "missing"))
    if facts is not None:
        _note_facts(store, placement, facts)
        if party is Party.HOME:
            days = (placement.starts, placement.ends)
            refuse_wrong_length(store, *days, rules=rules, bodies=[placement.home_org], at="/terms_version")
    delegation_id = caller.decision.delegation if caller.decision else None
    by: dict[str, Any] = {"sub": caller.sub, "client_id": caller.client_id, "let_by": let_by}
    _decide(store, placement, party, **by, delegation_id=delegation_id, verdict=asked.decision)
    codes = {"party": party, "decision": asked.decision, "terms_version": placement.terms_version}
    store.placements.record(placement, "decided", **codes)
    if asked.reason is not None and asked.decision is Verdict.REJECT:
        return end_placement(store, placement, "reject", reason=asked.reason, note=asked.note, party=party)
    return _agree_where_all_do(store, placement)


def update_terms(
    store: Store,
    placement: Placement,
    caller: Caller,
    parties: Set[Party],
    asked: TermsUpdate,
    *,
    rules: PlacementsSettings,
) -> Placement:
    """Change the terms: a new version, every decision void, the booking moved. Contacts alone change nothing of that.

    Raises DecidesForTwo for the employee as their own HR, DeadlinePassed, WrongLength, PersonAlreadyBooked.
    """
    move_placement(PlacementState(placement.state), "edit", parties=parties)
    if Party.EMPLOYEE in parties:
        raise DecidesForTwo()
    _refuse_late(placement)
    placement.home_contact, placement.host_contact = asked.home_contact, asked.host_contact
    terms = asked.terms(payer=placement.current_terms.payer)
    if terms == placement.current_terms:
        store.placements.touch(placement)
        return placement
    check_terms(store, terms, rules=rules, bodies=[placement.home_org, placement.host_org], at="")
    placement.terms, placement.terms_hash = terms.content(), terms_hash(terms)
    placement.starts, placement.ends = terms.start, terms.end
    placement.terms_version += 1
    placement.decide_by = clock.now() + timedelta(days=rules.decide_days)
    booking = store.bookings.get(placement.candidacy_id)
    store.bookings.move(booking, starts=terms.start, ends=terms.end, until=placement.decide_by)
    _keep_terms(store, placement, sub=caller.sub, client_id=caller.client_id)
    store.placements.record(placement, "terms_changed", **_told_terms(placement))
    return placement


def cancel_placement(store: Store, placement: Placement, parties: Set[Party], asked: Explained) -> Placement:
    """Call it off before it has begun, agreed or not."""
    move_placement(PlacementState(placement.state), "cancel", parties=parties)
    return cancel(store, placement, reason=asked.reason, note=asked.note)


def start_due(store: Store, *, on: date, limit: int) -> int:
    """Begin the agreed stays whose first day has come. Returns how many."""
    due = store.placements.list_starting(on=on, limit=limit)
    for placement in due:
        placement.state = PLACEMENT.step(PlacementState(placement.state), "start")
        store.placements.record(placement, "started")
    return len(due)


def complete_due(store: Store, *, on: date, limit: int) -> int:
    """Complete the stays whose last day is over. Returns how many."""
    due = store.placements.list_ending(on=on, limit=limit)
    for placement in due:
        placement.state = PLACEMENT.step(PlacementState(placement.state), "complete")
        store.placements.record(placement, "completed")
    return len(due)


def _agree_where_all_do(store: Store, placement: Placement) -> Placement:
    decisions = [row.decided() for row in store.placements.list_decisions([placement.id])]
    if not all_agree(decisions, terms_version=placement.terms_version):
        return placement
    placement.state = PLACEMENT.step(PlacementState(placement.state), "agree")
    store.bookings.confirm(store.bookings.get(placement.candidacy_id))
    store.placements.record(placement, "agreed", **_told_terms(placement))
    return placement


def _told_terms(placement: Placement) -> dict[str, Any]:
    """What events say of the terms: days and numbers, no words."""
    return {
        "start": placement.starts.isoformat(),
        "end": placement.ends.isoformat(),
        "percentage": placement.current_terms.percentage,
        "terms_version": placement.terms_version,
        "decide_by": placement.decide_by.isoformat(),
    }


def _note_facts(store: Store, placement: Placement, facts: Facts) -> None:
    """A yes needs an expert still endorsed and a need that still stands, with a place; asked afresh for every yes."""
    endorsement = endorsement_of(facts.expert, on=clock.today(), states=STILL_ENDORSED)
    refuse_unwanted(facts.need, states=STILL_WANTED)
    booking = store.bookings.get(placement.candidacy_id)
    store.bookings.refuse_crowded(booking, places=facts.need.places, by={BookingState.AGREED})
    refuse_over_cap(store, placement)
    placement.endorsed_until, placement.max_months = endorsement.until, endorsement.max_months
    placement.max_percentage, placement.expert_version = endorsement.max_percentage, facts.expert.version


def _decide(
    store: Store,
    placement: Placement,
    party: Party,
    *,
    sub: str,
    client_id: str,
    delegation_id: UUID | None = None,
    let_by: str | None = None,
    verdict: Verdict = Verdict.APPROVE,
    at: datetime | None = None,
) -> None:
    decision = Decision(
        placement_id=placement.id,
        party=party,
        sub=sub,
        client_id=client_id,
        delegation_id=delegation_id,
        let_by=let_by,
        decision=verdict,
        terms_version=placement.terms_version,
        terms_hash=placement.terms_hash,
        at=at or clock.now(),
    )
    store.placements.add_decision(decision, unless=DelegationUsed() if delegation_id else AlreadyDecided())


def _keep_terms(store: Store, placement: Placement, *, sub: str, client_id: str) -> None:
    store.placements.add_terms(
        TermsVersion(
            placement_id=placement.id,
            terms_version=placement.terms_version,
            terms=placement.terms,
            terms_hash=placement.terms_hash,
            written_by=sub,
            client_id=client_id,
        )
    )


def _refuse_late(placement: Placement) -> None:
    if placement.state == PlacementState.PROPOSED and placement.decide_by <= clock.now():
        raise DeadlinePassed()
