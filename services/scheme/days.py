"""Days in Norway's time zone, and as Norwegian and English write them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")

_NORWEGIAN_MONTHS = (  # the same in bokmål and nynorsk
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
_ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_of(moment: datetime) -> date:
    """The day it is in Norway at an aware moment: deadlines and stays count days there, not in UTC."""
    return moment.astimezone(OSLO).date()


def day_in_words(day: date, language: str) -> str:
    """The day as people write it: "3 May 2026" in `en`, "3. mai 2026" in `nb` and `nn`."""
    if language == "en":
        return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day}. {_NORWEGIAN_MONTHS[day.month - 1]} {day.year}"
