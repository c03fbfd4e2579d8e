"""What amended terms are held against: the scheme, the employee's endorsement, and the home agency's limit."""

from services.kit import clock
from services.kit.errors import Invalid
from services.placements.amendments.errors import OutsideEndorsement
from services.placements.placements.domain import PlacementState, refuse_passed
from services.placements.placements.models import Placement
from services.placements.placements.repository import PlacementStore
from services.placements.placements.service.decisions import refuse_over_cap
from services.placements.settings import PlacementsSettings
from services.placements.standings.domain import STILL_ENDORSED, ExpertFacts, endorsement_of
from services.placements.terms.domain import Endorsement, Terms, months_between, within_length
from services.placements.terms.errors import WrongLength
from services.scheme.parties import Party

SHORTEST_BEGUN = 1  # months: whoever wants to end sooner returns early


def refuse_over(placement: Placement) -> None:
    """Raises DayPassed for a stay whose last day is over, and that the calendar has not ended yet."""
    refuse_passed(placement.ends, on=clock.today())


def refuse_wrong_days(placement: Placement, terms: Terms, *, rules: PlacementsSettings) -> None:
    """Raises Invalid for days that the stay cannot have, WrongLength for a stay that is too short or long in all."""
    if (terms.start, terms.end) == (placement.starts, placement.ends):
        return
    today, begun = clock.today(), placement.state == PlacementState.ACTIVE
    if begun and terms.start != placement.starts:
        raise Invalid(("/start", "begun"))
    if not begun and terms.start < today and terms.start != placement.starts:
        raise Invalid(("/start", "past"))
    if terms.end < terms.start:
        raise Invalid(("/end", "ends_before_start"))
    if terms.end < today:
        raise Invalid(("/end", "past"))
    least = SHORTEST_BEGUN if begun else rules.min_months
    limits = {"min_months": least, "max_months": placement.max_total_months or rules.max_total_months}
    if not within_length(terms.start, terms.end, **limits):
        raise WrongLength(("/end", "length"), **limits)


def check_yes(store: PlacementStore, placement: Placement, terms: Terms, expert: ExpertFacts, *, party: Party) -> None:
    """A yes needs an expert who is still endorsed and does not belong to the host; the home agency's holds the terms
    against what it endorsed and against its limit.

    Raises OwnEmployee, ExpertNotAvailable, OutsideEndorsement, LendingCapReached.
    """
    store.memberships.refuse_own(placement.person_id, placement.host_org)
    endorsement = endorsement_of(expert, on=clock.today(), states=STILL_ENDORSED)
    if party is Party.HOME:
        _refuse_outside(placement, terms, endorsement)
    store.bookings.get_locked(placement.candidacy_id)  # before the policy: where placements are decided, it comes first
    refuse_over_cap(store, placement, starts=terms.start, ends=terms.end)


def _refuse_outside(placement: Placement, terms: Terms, endorsement: Endorsement) -> None:
    """Raises OutsideEndorsement for terms that go further than both the endorsement and what is agreed already."""
    agreed, months = placement.current_terms, months_between(terms.start, terms.end)
    too_late = terms.end > max(endorsement.until, placement.ends)
    too_long = months > max(endorsement.max_months, months_between(agreed.start, agreed.end))
    too_much = terms.percentage > max(endorsement.max_percentage, agreed.percentage)
    if too_late or too_long or too_much:
        limits = {"max_months": endorsement.max_months, "max_percentage": endorsement.max_percentage}
        raise OutsideEndorsement(until=endorsement.until.isoformat(), **limits)
