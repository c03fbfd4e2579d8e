"""The reminders of a task, and when each is due."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from services.notify.preferences.domain import Hours


class Stage(StrEnum):
    """Which reminder of a task it is."""

    HALF_TIME = "half_time"
    TWO_DAYS = "two_days"
    LAST_CALL = "last_call"


def reminders_of(opened_at: datetime, due: datetime | None) -> Mapping[datetime, Stage]:
    """When whoever is asked is reminded, and when the body's others are asked, in this order.

    Each waits for the usual hours of a working day, as long as these begin before the deadline. Of several that come
    at the same moment only the last is given; of a deadline that is too near for one, none.
    """
    if due is None:
        return {}
    moments = [(opened_at + (due - opened_at) / 2, Stage.HALF_TIME)]
    moments += [(due - timedelta(days=2), Stage.TWO_DAYS), (due - timedelta(days=1), Stage.LAST_CALL)]
    opening = [(Hours().next_open(moment), moment, stage) for moment, stage in sorted(moments) if moment > opened_at]
    return {opens if opens < due else moment: stage for opens, moment, stage in opening}
