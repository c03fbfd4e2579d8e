"""What an offer's form begins with."""

from datetime import date

from ressurspool.client.needs import Need
from ressurspool.client.pool import Expert
from services.scheme.months import last_day


def first_offer(need: Need, expert: Expert | None, *, place: str, today: date) -> dict[str, object]:
    """What an offer's form begins with: the need's own terms, as early as the employee can."""
    windows = sorted((one.start, one.end) for one in expert.windows) if expert else []
    start = max(need.earliest_start, today)
    for first, last in windows:
        begins = max(start, first)
        if begins <= need.latest_start and last_day(begins, months=need.months) <= last:
            start = begins
            break
    most = expert.percentage if expert and expert.percentage is not None else need.percentage
    return {
        "start": start,
        "end": last_day(start, months=need.months),
        "percentage": min(need.percentage, most),
        "place": place,
        "tasks": need.description,
        "employer": "home",
    }
