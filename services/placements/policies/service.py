"""Checks of terms against the scheme's rules and the policies of the bodies."""

from collections.abc import Sequence
from datetime import date

from services.kit import clock
from services.kit.errors import Invalid
from services.placements.policies.domain import Bounds, Lengths
from services.placements.policies.repository import Policies
from services.placements.settings import PlacementsSettings
from services.placements.terms.domain import Terms, within_length
from services.placements.terms.errors import WrongLength
from services.scheme.parties import Party


def check_terms(policies: Policies, terms: Terms, *, rules: PlacementsSettings, bodies: Sequence[str], at: str) -> None:
    """Raises Invalid for days that make no stay, WrongLength for a stay that is too short or too long.

    `bodies` are those whose policies count, `at` is where the terms stand in the request.
    """
    if terms.end < terms.start:
        raise Invalid((f"{at}/end", "ends_before_start"))
    if terms.start < clock.today():
        raise Invalid((f"{at}/start", "past"))
    refuse_wrong_length(policies, terms.start, terms.end, rules=rules, bodies=bodies, at=f"{at}/end")


def refuse_wrong_length(
    policies: Policies, starts: date, ends: date, *, rules: PlacementsSettings, bodies: Sequence[str], at: str
) -> None:
    """Raises WrongLength for what is too short or too long for the scheme, or for one of the bodies."""
    lengths = _lengths_for(policies, bodies, rules=rules)
    limits = {"min_months": lengths.min_months, "max_months": lengths.max_months}
    if not within_length(starts, ends, **limits):
        raise WrongLength((at, "length"), **limits)


def _lengths_for(policies: Policies, bodies: Sequence[str], *, rules: PlacementsSettings) -> Lengths:
    """The lengths that the scheme and the policies of these bodies allow."""
    lengths = Lengths(min_months=rules.min_months, max_months=rules.max_months)
    for policy in filter(None, map(policies.find, bodies)):
        lengths = lengths.within(Lengths(min_months=policy.min_months, max_months=policy.max_months))
    return lengths


def usual_payer(policies: Policies, home: str) -> str:
    """The party that pays where the terms name none: the home agency's choice, or the home agency."""
    policy = policies.find(home)
    return policy.payer if policy else Party.HOME


def bounds_of_stay(policies: Policies, home: str, *, rules: PlacementsSettings) -> Bounds:
    """The notice and the longest total of a stay that is proposed now; they are kept with it."""
    bounds, policy = Bounds(notice_days=rules.notice_days, max_total_months=rules.max_total_months), policies.find(home)
    if policy is None:
        return bounds
    return bounds.decided(notice_weeks=policy.notice_weeks, max_total_months=policy.max_total_months)
