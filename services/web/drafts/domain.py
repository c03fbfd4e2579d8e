"""What the form of a need shows: the values of one that is there, how many rows it has, and what a count says."""

from collections.abc import Iterable

from ressurspool.client.matching import Fit, FitCondition
from ressurspool.client.needs import Need
from services.web.forms.vocabulary import word_of
from services.web.page.formats import typed_day

MORE = 3  # rows that the button adds
ROWS = {"fields": (2, 5), "must_skills": (3, 30), "nice_skills": (3, 30)}  # at least and at most
BLANK = {"languages": ["nb"], "percentage": 100, "places": 1, "clearance": "none", "perspective": "neutral"}
_SAME = ("title", "description", "languages", "months", "percentage", "county", "municipality", "remote")
_SAME_TOO = ("places", "clearance", "perspective")


def rows(names: Iterable[str], of: str, *, more: bool = False) -> int:
    """How many rows of a list the form has: those that are there and, with `more`, a few blank ones."""
    least, most = ROWS[of]
    there = {name.split("/")[1] for name in names if name.startswith(f"{of}/")}
    return min(max(len(there), least) + (MORE if more else 0), most)


def values_of(need: Need, *, copied: bool = False) -> dict[str, object]:
    """What the form shows of a need. A copy has neither its dates, which have passed, nor its key, which is unique."""
    values: dict[str, object] = {name: getattr(need, name) for name in (*_SAME, *_SAME_TOO)}
    for at, one in enumerate(need.fields):
        values |= {f"fields/{at}/field": word_of(one.field), f"fields/{at}/level": one.level}
    for name in ("must_skills", "nice_skills"):
        values |= {f"{name}/{at}": word_of(code) for at, code in enumerate(getattr(need, name))}
    if copied:
        return values
    days = {name: typed_day(getattr(need, name)) for name in ("earliest_start", "latest_start")}
    return values | days | {"external_id": need.external_id, "version": need.version}


def excluding(fit: Fit) -> list[FitCondition]:
    """The conditions that keep people out, first those without which the most would fit."""
    telling = [one for one in fit.conditions if one.excludes or one.more_without]
    return sorted(telling, key=lambda one: (-(one.more_without or 0), -(one.excludes or 0)))
