"""An expert and a need find each other: application, invitation, offer, acceptance."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.kit import clock
from services.kit.access import Caller, Role
from services.kit.errors import Invalid, NotFound
from services.placements.domain import (
    HOLDS_PERSON,
    STILL_ENDORSED,
    STILL_WANTED,
    CandidacyKind,
    CandidacyState,
    Facts,
    Party,
    endorsement_of,
    move_candidacy,
    refuse_unwanted,
    terms_hash,
)
from services.placements.errors import AlreadyCandidate, DeadlinePassed, DecidesForTwo, OwnEmployee, StaleTerms
from services.placements.models import Booking, Candidacy
from services.placements.repository import Store
from services.placements.schemas import CandidacyCreate, Explained, OfferCreate, Terms
from services.placements.service.checks import check_terms, usual_payer
from services.placements.service.endings import end_candidacy, lapse_overdue, lapse_overtaken
from services.placements.service.placements import propose_placement
from services.placements.settings import PlacementsSettings

DECIDE = "placements:decide"
LAPSED_AT_ONCE = 100
LONGEST_ANSWER_DAYS = 90  # a seat is not held for longer


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Who asks, for which parties, what pool and needs say to it, and which rules apply."""

    caller: Caller
    parties: frozenset[Party]
    facts: Facts
    rules: PlacementsSettings


def create_candidacy(store: Store, asking: Asking, asked: CandidacyCreate) -> Candidacy:
    """An application or an invitation, which may carry an offer.

    Raises OwnEmployee, DecidesForTwo, ExpertNotAvailable, NeedNotOpen, AlreadyCandidate, NoFreePlace, WrongLength.
    """
    _check_pair(asking)
    candidacy = _new(asking, asked)
    if asked.kind is CandidacyKind.APPLICATION:
        _refuse_offer(asked)
        return _begin(store, candidacy, "applied")
    _refuse_own(asking.parties)
    candidacy.answer_by = _deadline(asked.answer_by, rules=asking.rules)
    _begin(store, candidacy, "invited", with_offer=asked.offer is not None, **_told_deadline(candidacy))
    if asked.offer is None:
        return candidacy
    return _offer(store, candidacy, asking, asked.offer, at="/offer")


def show_interest(store: Store, candidacy: Candidacy, parties: Set[Party]) -> Candidacy:
    """The invited expert would like to: from now on the host may know who it is."""
    _refuse_late(candidacy)
    candidacy.state = move_candidacy(CandidacyState(candidacy.state), "interest", parties=parties)
    candidacy.disclosed, candidacy.answer_by = True, None
    store.candidacies.record(candidacy, "interested")
    return candidacy


def make_offer(store: Store, candidacy: Candidacy, asking: Asking, asked: OfferCreate) -> Candidacy:
    """Full terms for somebody who applied or is interested; takes a seat until it is answered."""
    move_candidacy(CandidacyState(candidacy.state), "offer", parties=asking.parties)
    _refuse_own(asking.parties)
    _check_pair(asking)
    candidacy.answer_by = _deadline(asked.answer_by, rules=asking.rules)
    return _offer(store, candidacy, asking, asked, at="")


def accept_offer(store: Store, candidacy: Candidacy, asking: Asking, *, terms_version: int) -> Candidacy:
    """The employee says yes to the offer: binds the person, proposes the placement, lets overlapping offers lapse.

    Raises StaleTerms, DeadlinePassed, ExpertNotAvailable, NeedNotOpen, NoFreePlace, PersonAlreadyBooked.
    """
    state = move_candidacy(CandidacyState(candidacy.state), "accept", parties=asking.parties)
    if candidacy.terms_version != terms_version:
        raise StaleTerms(current=candidacy.terms_version)
    _refuse_late(candidacy)
    endorsement = endorsement_of(asking.facts.expert, on=clock.today(), states={"available"})
    refuse_unwanted(asking.facts.need, states=STILL_WANTED)
    lapse_overdue(store, at=clock.now(), limit=LAPSED_AT_ONCE, person_id=candidacy.person_id)
    decide_by = clock.now() + timedelta(days=asking.rules.decide_days)
    booking = store.bookings.get(candidacy.id)
    store.bookings.refuse_crowded(booking, places=asking.facts.need.places, by=HOLDS_PERSON)
    store.bookings.hold_person(booking, until=decide_by)
    candidacy.state, candidacy.disclosed = state, True
    candidacy.expert_version = asking.facts.expert.version
    store.candidacies.record(candidacy, "accepted")
    propose_placement(store, candidacy, asking.caller, endorsement, decide_by=decide_by)
    lapse_overtaken(store, candidacy)
    return candidacy


def decline_candidacy(store: Store, candidacy: Candidacy, parties: Set[Party], asked: Explained) -> Candidacy:
    """Say no to what one was asked."""
    return _end(store, candidacy, "decline", parties, asked)


def withdraw_candidacy(store: Store, candidacy: Candidacy, parties: Set[Party], asked: Explained) -> Candidacy:
    """Step back, whosever turn it is."""
    return _end(store, candidacy, "withdraw", parties, asked)


def _end(store: Store, candidacy: Candidacy, verb: str, parties: Set[Party], asked: Explained) -> Candidacy:
    move_candidacy(CandidacyState(candidacy.state), verb, parties=parties)
    by = Party.EMPLOYEE if Party.EMPLOYEE in parties else Party.HOST
    return end_candidacy(store, candidacy, verb, reason=asked.reason, note=asked.note, by=by)


def _check_pair(asking: Asking) -> None:
    expert, need = asking.facts.expert, asking.facts.need
    if expert.home_org == need.host_org:
        raise OwnEmployee()
    _refuse_hidden(asking)
    endorsement_of(expert, on=clock.today(), states={"available"})
    refuse_unwanted(need, states={"open"})


def _refuse_hidden(asking: Asking) -> None:
    """Raises NotFound for what the caller may not know of: others' unendorsed profiles, others' drafts."""
    expert, need = asking.facts.expert, asking.facts.need
    hidden = need.state == "draft" if Party.EMPLOYEE in asking.parties else expert.state not in STILL_ENDORSED
    if hidden:
        raise NotFound()


def _new(asking: Asking, asked: CandidacyCreate) -> Candidacy:
    expert, need = asking.facts.expert, asking.facts.need
    applies = asked.kind is CandidacyKind.APPLICATION
    return Candidacy(
        kind=asked.kind,
        state=CandidacyState.APPLIED if applies else CandidacyState.INVITED,
        expert_id=expert.expert_id,
        need_id=need.need_id,
        person_id=expert.person_id,
        home_org=expert.home_org,
        host_org=need.host_org,
        expert_version=expert.version,
        disclosed=applies,
        message=asked.message,
    )


def _begin(store: Store, candidacy: Candidacy, event: str, **codes: str | bool) -> Candidacy:
    store.candidacies.add(candidacy, unless=AlreadyCandidate())
    store.candidacies.record(candidacy, event, **codes)
    return candidacy


def _offer(store: Store, candidacy: Candidacy, asking: Asking, asked: Terms, *, at: str) -> Candidacy:
    """Put full terms on the candidacy and take a seat for it. `at` is where the terms stand in the body.

    The home agency's policy says nothing as long as the host may not know which agency it is: its own yes is held
    against it. A host that could ask would learn of the policies of all by trying offers.
    """
    terms, bodies = asked.terms(payer=usual_payer(store, candidacy.home_org)), [candidacy.host_org]
    bodies += [candidacy.home_org] if candidacy.disclosed else []
    check_terms(store, terms, rules=asking.rules, bodies=bodies, at=at)
    lapse_overdue(store, at=clock.now(), limit=LAPSED_AT_ONCE, need_id=candidacy.need_id)
    booking = Booking(
        candidacy_id=candidacy.id,
        person_id=candidacy.person_id,
        need_id=candidacy.need_id,
        starts=terms.start,
        ends=terms.end,
        expires_at=candidacy.answer_by,
    )
    store.bookings.hold_seat(booking, places=asking.facts.need.places)
    candidacy.state, candidacy.offered_at = CandidacyState.OFFERED, clock.now()
    candidacy.terms, candidacy.terms_version, candidacy.terms_hash = terms.content(), 1, terms_hash(terms)
    candidacy.offered_by, candidacy.offered_client = asking.caller.sub, asking.caller.client_id
    candidacy.offer_decides = Role.COORDINATOR in asking.caller.roles and DECIDE in asking.caller.scopes
    store.candidacies.record(candidacy, "offered", terms_version=candidacy.terms_version, **_told_deadline(candidacy))
    return candidacy


def _told_deadline(candidacy: Candidacy) -> dict[str, str]:
    return {"answer_by": candidacy.answer_by.isoformat()} if candidacy.answer_by else {}


def _deadline(asked: datetime | None, *, rules: PlacementsSettings) -> datetime:
    now = clock.now()
    if asked is None:
        return now + timedelta(days=rules.answer_days)
    if asked <= now:
        raise Invalid(("/answer_by", "past"))
    if asked > now + timedelta(days=LONGEST_ANSWER_DAYS):
        raise Invalid(("/answer_by", "out_of_range"))
    return asked


def _refuse_late(candidacy: Candidacy) -> None:
    if candidacy.answer_by is not None and candidacy.answer_by <= clock.now():
        raise DeadlinePassed()


def _refuse_own(parties: Set[Party]) -> None:
    """Nobody is both the employee and the host."""
    if Party.EMPLOYEE in parties:
        raise DecidesForTwo()


def _refuse_offer(asked: CandidacyCreate) -> None:
    named = {"/offer": asked.offer, "/answer_by": asked.answer_by}
    wrong = [(pointer, "invitation_only") for pointer, value in named.items() if value is not None]
    if wrong:
        raise Invalid(*wrong)
