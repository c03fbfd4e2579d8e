"""The three decide on an amendment: the third yes changes the stay, a no or the proposer's word ends it."""

from collections.abc import Sequence

from services.kit import clock
from services.kit.errors import Invalid
from services.placements.amendments.domain import (
    AMENDMENT,
    BINDING,
    AmendmentState,
    Kind,
    move_amendment,
)
from services.placements.amendments.models import Amendment
from services.placements.decisions.domain import Verdict, all_agree, deciding_party
from services.placements.decisions.models import Decision
from services.placements.decisions.schemas import DecisionCreate
from services.placements.parties.domain import Author
from services.placements.parties.schemas import Explained
from services.placements.placements.domain import refuse_late
from services.placements.placements.models import Placement
from services.placements.placements.repository import PlacementStore
from services.placements.placements.service.amendments import end_amendment
from services.placements.placements.service.terms import save_terms, stay_codes
from services.placements.standings.domain import ExpertFacts
from services.placements.stays.service.actor import Actor
from services.placements.stays.service.checks import check_yes
from services.placements.terms.domain import Terms
from services.placements.terms.errors import StaleTerms
from services.scheme.parties import Party


def decide_amendment(
    store: PlacementStore,
    placement: Placement,
    amendment: Amendment,
    actor: Actor,
    asked: DecisionCreate,
    *,
    expert: ExpertFacts | None,
) -> Amendment:
    """One party's yes or no. The third yes changes the stay; its placement has to be locked.

    Raises WrongState, StaleTerms, AlreadyDecided, DecidesForTwo, DeadlinePassed, and what `check_yes` raises.
    """
    _move(amendment, asked.decision, actor)
    version, digest = amendment.terms_version, amendment.terms_hash
    if version is None or digest is None or asked.terms_version != version:
        raise StaleTerms(current=version)
    earlier = store.decisions.list_of([placement.id])
    decided = store.decisions.as_decided(earlier)
    party = deciding_party(actor.parties, actor.author.sub, decided, terms_version=version)
    refuse_late(amendment.decide_by, at=clock.now())
    if asked.decision is Verdict.REJECT and asked.reason is None:
        raise Invalid(("/reason", "missing"))
    if expert is not None:  # for a yes to what binds anew
        check_yes(store, placement, Terms.of(amendment.terms or {}), expert, party=party)
    decision = store.decisions.take(
        placement.id, party, actor.author, terms_version=version, terms_hash=digest, verdict=asked.decision
    )
    if asked.reason is not None and asked.decision is Verdict.REJECT:
        end_amendment(store, placement, amendment, "reject", reason=asked.reason, note=asked.note, party=party)
        return amendment
    codes = {"party": party, "decision": asked.decision, "terms_version": version}
    store.amendments.record_amendment(amendment, placement, "approved", **codes)
    _apply_where_all_agree(store, placement, amendment, version, [*earlier, decision])
    return amendment


def withdraw_amendment(
    store: PlacementStore, placement: Placement, amendment: Amendment, actor: Actor, asked: Explained
) -> Amendment:
    """The side that asked takes it back."""
    _move(amendment, "withdraw", actor)
    party = Party(amendment.party)
    end_amendment(store, placement, amendment, "withdraw", reason=asked.reason, note=asked.note, party=party)
    return amendment


def _move(amendment: Amendment, verb: str, actor: Actor) -> None:
    proposer = Party(amendment.party)
    move_amendment(AmendmentState(amendment.state), verb, parties=actor.parties, proposer=proposer)


def _apply_where_all_agree(
    store: PlacementStore, placement: Placement, amendment: Amendment, version: int, decisions: Sequence[Decision]
) -> None:
    """The stay has the amended terms from now on, as their next version."""
    if not all_agree(store.decisions.as_decided(decisions), terms_version=version):
        return
    amendment.state = AMENDMENT.step(AmendmentState(amendment.state), "apply")
    placement.terms, placement.terms_hash = amendment.terms or {}, amendment.terms_hash or ""
    placement.terms_version = version
    if amendment.kind in BINDING:  # of an early return nothing is compared
        placement.deviations = amendment.deviations
    placement.starts, placement.ends = amendment.starts, amendment.ends
    _end_or_go_on(placement, amendment)
    booking = store.bookings.get(placement.candidacy_id)
    store.bookings.span(booking, starts=placement.starts, ends=placement.ends)
    save_terms(store, placement, Author(sub=amendment.proposed_by, client_id=amendment.client_id))
    store.amendments.record_amendment(amendment, placement, "applied", party=amendment.party, reason=amendment.reason)
    store.placements.record(placement, "changed", **stay_codes(placement))


def _end_or_go_on(placement: Placement, amendment: Amendment) -> None:
    """An agreed early return is an early end. New days take back one that was to come, new content does not."""
    if amendment.kind == Kind.EARLY_RETURN:
        placement.ended_on, placement.ended_by = amendment.ends, amendment.party
        placement.reason, placement.note = amendment.reason, amendment.note
    elif amendment.kind != Kind.CONTENT:
        placement.ended_on = placement.ended_by = placement.reason = placement.note = None
