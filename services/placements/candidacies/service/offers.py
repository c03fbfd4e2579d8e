"""An offer takes a seat; accepting it binds the person and proposes the placement."""

from collections.abc import Collection, Set
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from services.kit import clock
from services.kit.errors import Invalid, NotFound
from services.placements.bookings.domain import HOLDS_PERSON
from services.placements.bookings.models import Booking
from services.placements.candidacies.domain import CandidacyState, move_candidacy
from services.placements.candidacies.models import Candidacy
from services.placements.candidacies.repository import CandidacyStore
from services.placements.candidacies.schemas import OfferCreate
from services.placements.candidacies.service.endings import lapse_overdue, lapse_overtaken
from services.placements.candidacies.service.shortlist import erase_shortlist
from services.placements.decisions.errors import DecidesForTwo
from services.placements.deviations.domain import deviations_of
from services.placements.memberships.errors import OwnEmployee
from services.placements.parties.domain import Author
from services.placements.placements.domain import refuse_late, refuse_passed
from services.placements.placements.models import Placement
from services.placements.placements.service.decisions import propose_placement
from services.placements.policies.service import bounds_of_stay, check_terms, usual_payer
from services.placements.settings import PlacementsSettings
from services.placements.standings.domain import (
    STILL_ENDORSED,
    STILL_WANTED,
    TAKES_OFFERS,
    Facts,
    endorsement_of,
    refuse_unwanted,
)
from services.placements.terms.domain import Endorsement, Terms, terms_hash
from services.placements.terms.errors import StaleTerms
from services.placements.terms.schemas import Terms as OfferedTerms
from services.scheme.parties import Party

LAPSED_PER_REQUEST = 100
LONGEST_ANSWER_DAYS = 90  # a seat is not held for longer


@dataclass(frozen=True, kw_only=True)
class Situation:
    """Who acts, for which parties, what pool and needs say about the two, and which rules apply."""

    author: Author
    parties: frozenset[Party]
    facts: Facts
    rules: PlacementsSettings
    offer_decides: bool = False  # an offer of theirs is the host's decision too

    @property
    def knows_colleagues(self) -> bool:
        return bool({Party.EMPLOYEE, Party.HOME} & self.parties)


def make_offer(store: CandidacyStore, candidacy: Candidacy, situation: Situation, asked: OfferCreate) -> Candidacy:
    """Full terms for somebody who applied, is interested or stands in reserve; takes a seat until it is answered."""
    move_candidacy(CandidacyState(candidacy.state), "offer", parties=situation.parties)
    refuse_own(situation.parties)
    check_pair(store, situation, states=TAKES_OFFERS)
    candidacy.answer_by = deadline_of(asked.answer_by, rules=situation.rules)
    return put_offer(store, candidacy, situation, asked, at="")


def accept_offer(store: CandidacyStore, candidacy: Candidacy, situation: Situation, *, terms_version: int) -> Candidacy:
    """The employee says yes to the offer: binds the person, proposes the placement, lets overlapping offers lapse.

    Raises StaleTerms, DeadlinePassed, DayPassed, OwnEmployee, ExpertNotAvailable, NeedNotOpen, NoFreePlace,
    PersonAlreadyBooked.
    """
    state = move_candidacy(CandidacyState(candidacy.state), "accept", parties=situation.parties)
    if candidacy.terms_version != terms_version:
        raise StaleTerms(current=candidacy.terms_version)
    refuse_late(candidacy.answer_by, at=clock.now())
    refuse_passed(candidacy.offered_terms.start, on=clock.today())
    store.memberships.refuse_own(candidacy.person_id, candidacy.host_org)
    endorsement = endorsement_of(situation.facts.expert, on=clock.today(), states={"available"})
    refuse_unwanted(situation.facts.need, states=STILL_WANTED)
    lapse_overdue(store, at=clock.now(), limit=LAPSED_PER_REQUEST, person_id=candidacy.person_id)
    first_day, days = candidacy.offered_terms.start, situation.rules.decide_days
    decide_by = clock.deadline(days=days, before=first_day)
    booking = store.bookings.get(candidacy.id)
    store.bookings.refuse_crowded(booking, places=situation.facts.need.places, by=HOLDS_PERSON)
    store.bookings.hold_person(booking, until=decide_by)
    candidacy.state, candidacy.disclosed = state, True
    erase_shortlist(candidacy)
    candidacy.expert_version = situation.facts.expert.version
    store.candidacies.record(candidacy, "accepted")
    store.proposals.expire(candidacy.id)
    _propose(store, candidacy, situation, endorsement, decide_by=decide_by)
    lapse_overtaken(store, candidacy)
    return candidacy


def put_offer(
    store: CandidacyStore, candidacy: Candidacy, situation: Situation, asked: OfferedTerms, *, at: str
) -> Candidacy:
    """Put full terms on the candidacy and take a seat for it. `at` is where the terms stand in the body.

    The home agency's policy is not applied as long as the host may not know which agency it is: it is applied to its
    own yes. A host that could ask would learn the policies of all agencies by trying offers. So where such an offer
    names no payer, the scheme's usual one pays: the home agency, which can change the terms.
    """
    payer = usual_payer(store.policies, candidacy.home_org) if candidacy.disclosed else Party.HOME
    terms = asked.terms(payer=payer)
    check_terms(store.policies, terms, rules=situation.rules, bodies=bodies_of(candidacy), at=at)
    candidacy.answer_by = while_it_may_begin(candidacy.answer_by or clock.end_of(terms.start), terms)
    lapse_overdue(store, at=clock.now(), limit=LAPSED_PER_REQUEST, need_id=candidacy.need_id)
    booking = Booking(
        candidacy_id=candidacy.id,
        person_id=candidacy.person_id,
        need_id=candidacy.need_id,
        starts=terms.start,
        ends=terms.end,
        expires_at=candidacy.answer_by,
    )
    store.bookings.hold_seat(booking, places=situation.facts.need.places)
    candidacy.state = CandidacyState.OFFERED
    return save_offer(store, candidacy, situation, terms)


def save_offer(store: CandidacyStore, candidacy: Candidacy, situation: Situation, terms: Terms) -> Candidacy:
    """The next version of the offer's terms; the first one makes it an offer."""
    candidacy.terms, candidacy.terms_hash = terms.content(), terms_hash(terms)
    candidacy.terms_version, candidacy.offered_at = (candidacy.terms_version or 0) + 1, clock.now()
    candidacy.deviations = deviations_of(terms, situation.facts)
    candidacy.offered_by, candidacy.offered_client = situation.author.sub, situation.author.client_id
    candidacy.offer_decides = situation.offer_decides
    candidacy.need_version, candidacy.need_changed_since_offer = situation.facts.need.version, []
    store.candidacies.record(candidacy, "offered", terms_version=candidacy.terms_version, **deadline_codes(candidacy))
    return candidacy


def bodies_of(candidacy: Candidacy) -> list[str]:
    """The bodies whose policies count for an offer: the home agency's as long as the host knows which one it is."""
    return [candidacy.host_org, *([candidacy.home_org] if candidacy.disclosed else [])]


def check_pair(store: CandidacyStore, situation: Situation, *, states: Collection[str]) -> None:
    """Raises OwnEmployee, NotFound, ExpertNotAvailable or NeedNotOpen for two that cannot be brought together.

    `states` are those of a need that takes them.

    Which colleagues are in the pool is for coordinators to know: for other requesters they are absent. Somebody who
    belongs to the host by a further membership is refused whoever asks: no list of the host's has them.
    """
    expert, need = situation.facts.expert, situation.facts.need
    if expert.home_org == need.host_org:
        raise OwnEmployee() if situation.knows_colleagues else NotFound()
    _refuse_hidden(situation)
    store.memberships.refuse_own(expert.person_id, need.host_org)
    endorsement_of(expert, on=clock.today(), states={"available"})
    refuse_unwanted(need, states=states)


def refuse_own(parties: Set[Party]) -> None:
    """Nobody is both the employee and the host."""
    if Party.EMPLOYEE in parties:
        raise DecidesForTwo()


def deadline_of(asked: datetime | None, *, rules: PlacementsSettings) -> datetime:
    """The deadline that was asked for, or the usual one. Raises Invalid for one in the past or too far away."""
    now = clock.now()
    if asked is None:
        return now + timedelta(days=rules.answer_days)
    if asked <= now:
        raise Invalid(("/answer_by", "past"))
    if asked > now + timedelta(days=LONGEST_ANSWER_DAYS):
        raise Invalid(("/answer_by", "out_of_range"))
    return asked


def while_it_may_begin(answer_by: datetime, terms: Terms) -> datetime:
    """The deadline of an offer's answer, or the end of its first day: a stay cannot be accepted after that."""
    return min(answer_by, clock.end_of(terms.start))


def considered_by(rules: PlacementsSettings) -> datetime:
    """When the host has to have answered somebody who wants to come."""
    return clock.now() + timedelta(days=rules.consider_days)


def deadline_codes(candidacy: Candidacy) -> dict[str, str]:
    """The code by which an event carries the deadline."""
    return {"answer_by": candidacy.answer_by.isoformat()} if candidacy.answer_by else {}


def _refuse_hidden(situation: Situation) -> None:
    """Raises NotFound for what the caller may not know of: others' unendorsed profiles, others' drafts."""
    expert, need = situation.facts.expert, situation.facts.need
    hidden = need.state == "draft" if Party.EMPLOYEE in situation.parties else expert.state not in STILL_ENDORSED
    if hidden:
        raise NotFound()


def _propose(
    store: CandidacyStore, candidacy: Candidacy, situation: Situation, endorsement: Endorsement, *, decide_by: datetime
) -> None:
    same = {
        "reference",
        "expert_id",
        "need_id",
        "person_id",
        "home_org",
        "host_org",
        "expert_version",
        "terms",
        "terms_hash",
    }
    terms = candidacy.offered_terms
    placement = Placement(
        **candidacy.model_dump(include=same),
        candidacy_id=candidacy.id,
        deviations=deviations_of(terms, situation.facts),
        decide_by=decide_by,
        starts=terms.start,
        ends=terms.end,
        endorsed_until=endorsement.until,
        max_months=endorsement.max_months,
        max_percentage=endorsement.max_percentage,
        **asdict(bounds_of_stay(store.policies, candidacy.home_org, rules=situation.rules)),
    )
    offered_by, offered_client = candidacy.offered_by or "", candidacy.offered_client or ""
    offered = Author(sub=offered_by, client_id=offered_client, at=candidacy.offered_at)
    decides = candidacy.offer_decides
    propose_placement(store, placement, offered_by=offered, offer_decides=decides, accepted_by=situation.author)
