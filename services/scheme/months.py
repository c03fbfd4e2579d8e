"""The length of a stay in calendar months, counted as Norwegian agreements do: both ends included."""

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta

SHORTEST_STAY, LONGEST_STAY = 2, 3  # months of a first agreement (Difi report 2017:01, recommendation 5)
LONGEST_IN_ALL = 6  # months, with all extensions
NOTICE_DAYS = 14  # of an early return or a recall


def last_day(start: date, *, months: int) -> date:
    """The last day of a stay of exactly so many calendar months.

    It is the day before the start's day of the month: from 11 January two months last to 10 March. Where the month
    lacks that day, the stay takes all of it: from 30 December two months last to the end of February. A stay that
    would end after the calendar ends with it.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    length = monthrange(year, month + 1)[1]
    if start.day > length:
        return date(year, month + 1, length)
    return date(year, month + 1, start.day) - timedelta(days=1)
