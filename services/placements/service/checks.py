"""What terms have to fulfil, whoever writes them."""

from services.kit import clock
from services.kit.errors import Invalid
from services.placements.domain import Terms, within_length
from services.placements.errors import WrongLength
from services.placements.settings import PlacementsSettings


def check_terms(terms: Terms, *, rules: PlacementsSettings, at: str) -> None:
    """Raises Invalid for days that make no stay, WrongLength for one that is too short or too long."""
    if terms.end < terms.start:
        raise Invalid((f"{at}/end", "ends_before_start"))
    if terms.start < clock.today():
        raise Invalid((f"{at}/start", "past"))
    limits = {"min_months": rules.min_months, "max_months": rules.max_months}
    if not within_length(terms.start, terms.end, **limits):
        raise WrongLength((f"{at}/end", "length"), **limits)
