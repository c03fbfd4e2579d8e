"""How days, times and numbers are written for people, in each language."""

from datetime import date, datetime

from services.kit import clock, context
from services.kit.language import Language
from services.scheme.days import OSLO

_NORWEGIAN = "januar februar mars april mai juni juli august september oktober november desember"
_ENGLISH = "January February March April May June July August September October November December"
_MONTHS = {Language.NB: _NORWEGIAN.split(), Language.NN: _NORWEGIAN.split(), Language.EN: _ENGLISH.split()}


def day(value: date | datetime | None) -> str:
    """11. januar 2027, or 11 January 2027. Nothing for no day."""
    if value is None:
        return ""
    found = value.astimezone(OSLO).date() if isinstance(value, datetime) else value
    language = context.current().language
    dot = "" if language is Language.EN else "."
    return f"{found.day}{dot} {_MONTHS[language][found.month - 1]} {found.year}"


def short_month(value: date) -> str:
    """jan, feb, mar: above a drawing."""
    return _MONTHS[context.current().language][value.month - 1][:3]


def moment(value: datetime | None) -> str:
    """The day and the time of it in Norway."""
    if value is None:
        return ""
    at = value.astimezone(OSLO)
    return f"{day(value)}, {'at' if context.current().language is Language.EN else 'kl.'} {at:%H.%M}"


def month(value: str) -> str:
    """Mars 2027, of 2027-03: as it heads a column."""
    year, _, number = value.partition("-")
    return f"{_MONTHS[context.current().language][int(number) - 1].capitalize()} {year}"


def typed_day(value: date | None) -> str:
    """As it is typed into a field: 1.3.2027."""
    return f"{value.day}.{value.month}.{value.year}" if value is not None else ""


_AGES = {
    Language.NB: ("siden i dag", "siden i går", "i {} dager"),
    Language.NN: ("sidan i dag", "sidan i går", "i {} dagar"),
    Language.EN: ("since today", "since yesterday", "for {} days"),
}


def age(value: datetime | None) -> str:
    """For how long something has waited: siden i dag, siden i går, i 12 dager. Nothing for no moment."""
    if value is None:
        return ""
    days = max((clock.now().astimezone(OSLO).date() - value.astimezone(OSLO).date()).days, 0)
    return _AGES[context.current().language][min(days, 2)].format(days)


FILTERS = {"day": day, "month": month, "moment": moment, "typed_day": typed_day, "short_month": short_month, "age": age}
