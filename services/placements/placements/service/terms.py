"""The terms of a placement change until they are agreed. Every version is saved."""

from collections.abc import Set
from typing import Any

from services.kit import clock
from services.placements.decisions.errors import DecidesForTwo
from services.placements.deviations.domain import deviations_of
from services.placements.parties.domain import Author
from services.placements.placements.domain import PlacementState, move_placement, refuse_late
from services.placements.placements.models import Placement, TermsVersion
from services.placements.placements.repository import PlacementStore
from services.placements.placements.schemas import TermsUpdate
from services.placements.policies.service import check_terms
from services.placements.settings import PlacementsSettings
from services.placements.standings.domain import Facts
from services.placements.terms.domain import Terms, terms_hash
from services.scheme.parties import Party


def update_terms(
    store: PlacementStore,
    placement: Placement,
    author: Author,
    parties: Set[Party],
    asked: TermsUpdate,
    *,
    facts: Facts,
    rules: PlacementsSettings,
) -> Placement:
    """Change the terms: a new version, every decision void, the booking moved. Contacts alone change nothing of that.

    Raises DecidesForTwo for the employee as their own HR, DeadlinePassed, WrongLength, PersonAlreadyBooked.
    """
    move_placement(PlacementState(placement.state), "edit", parties=parties)
    if Party.EMPLOYEE in parties:
        raise DecidesForTwo()
    refuse_late(placement.decide_by, at=clock.now())
    placement.home_contact, placement.host_contact = asked.home_contact, asked.host_contact
    terms = asked.terms(payer=placement.current_terms.payer)
    if terms == placement.current_terms:
        store.placements.touch(placement, "contacts_changed")
        return placement
    change_terms(store, placement, author, terms, facts=facts, rules=rules)
    store.placements.record(placement, "terms_changed", **terms_codes(placement))
    return placement


def change_terms(
    store: PlacementStore,
    placement: Placement,
    author: Author,
    terms: Terms,
    *,
    facts: Facts,
    rules: PlacementsSettings,
) -> None:
    """A new version of the terms: every decision is void, and the booking moves. A proposal has nothing to answer."""
    check_terms(store.policies, terms, rules=rules, bodies=[placement.home_org, placement.host_org], at="")
    placement.terms, placement.terms_hash = terms.content(), terms_hash(terms)
    placement.deviations = deviations_of(terms, facts)
    placement.starts, placement.ends = terms.start, terms.end
    placement.terms_version += 1
    placement.decide_by = clock.deadline(days=rules.decide_days, before=terms.start)
    booking = store.bookings.get(placement.candidacy_id)
    store.bookings.move(
        booking, person_id=placement.person_id, starts=terms.start, ends=terms.end, until=placement.decide_by
    )
    save_terms(store, placement, author)
    store.proposals.expire(placement.candidacy_id)


def save_terms(store: PlacementStore, placement: Placement, author: Author) -> None:
    """Add the current version of the terms to the record of all versions."""
    store.placements.add_terms(
        TermsVersion(
            placement_id=placement.id,
            terms_version=placement.terms_version,
            terms=placement.terms,
            terms_hash=placement.terms_hash,
            written_by=author.sub,
            client_id=author.client_id,
        )
    )


def terms_codes(placement: Placement) -> dict[str, Any]:
    """The codes by which an event describes terms that are to be decided on: days and numbers, no free text."""
    return {**stay_codes(placement), "decide_by": placement.decide_by.isoformat()}


def stay_codes(placement: Placement) -> dict[str, Any]:
    """The codes by which an event describes a stay that is agreed."""
    return {
        "start": placement.starts.isoformat(),
        "end": placement.ends.isoformat(),
        "percentage": placement.current_terms.percentage,
        "terms_version": placement.terms_version,
    }
