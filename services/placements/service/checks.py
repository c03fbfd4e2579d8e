"""What terms have to fulfil, whoever writes them, and what the bodies' policies say to them."""

from collections.abc import Sequence
from datetime import date

from services.kit import clock
from services.kit.errors import Invalid
from services.placements.domain import Lengths, Party, Terms, most_at_once, within_length
from services.placements.errors import LendingCapReached, WrongLength
from services.placements.models import Placement
from services.placements.repository import Store
from services.placements.settings import PlacementsSettings


def check_terms(store: Store, terms: Terms, *, rules: PlacementsSettings, bodies: Sequence[str], at: str) -> None:
    """Raises Invalid for days that make no stay, WrongLength for one that is too short or too long for any of us."""
    if terms.end < terms.start:
        raise Invalid((f"{at}/end", "ends_before_start"))
    if terms.start < clock.today():
        raise Invalid((f"{at}/start", "past"))
    refuse_wrong_length(store, terms.start, terms.end, rules=rules, bodies=bodies, at=f"{at}/end")


def refuse_wrong_length(
    store: Store, starts: date, ends: date, *, rules: PlacementsSettings, bodies: Sequence[str], at: str
) -> None:
    """Raises WrongLength for what is too short or too long for the scheme, or for one of the bodies."""
    lengths = _lengths_for(store, bodies, rules=rules)
    limits = {"min_months": lengths.min_months, "max_months": lengths.max_months}
    if not within_length(starts, ends, **limits):
        raise WrongLength((at, "length"), **limits)


def _lengths_for(store: Store, bodies: Sequence[str], *, rules: PlacementsSettings) -> Lengths:
    """What the scheme and the policies of these bodies allow."""
    lengths = Lengths(min_months=rules.min_months, max_months=rules.max_months)
    for policy in filter(None, map(store.policies.find, bodies)):
        lengths = lengths.within(Lengths(min_months=policy.min_months, max_months=policy.max_months))
    return lengths


def usual_payer(store: Store, home: str) -> str:
    """Who goes on paying where the terms do not say: as the home agency has decided, else itself."""
    policy = store.policies.find(home)
    return policy.payer if policy else Party.HOME


def refuse_over_cap(store: Store, placement: Placement) -> None:
    """Raises LendingCapReached where one more of the home agency's people away is one too many.

    Locks the body's policy, so that of two stays agreed at once the second is counted with the first.
    """
    policy = store.policies.find_locked(placement.home_org)
    if policy is None or policy.lending_cap is None:
        return
    during = (placement.starts, placement.ends)
    away = store.placements.list_away(placement.home_org, starts=placement.starts, ends=placement.ends)
    if most_at_once(away, during=during) >= policy.lending_cap:
        raise LendingCapReached(limit=policy.lending_cap)
