"""When a person is mailed of what: kinds of mail, how soon each comes, and the hours for what is not urgent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache

from holidays import country_holidays

from services.scheme.days import OSLO

DIGEST = "digest"  # beside the kinds, what the address in a digest turns off: all that comes in digests
_A_DAY = timedelta(days=1)
_SATURDAY = 5  # what `date.weekday` calls it
_DEADLINES = ("answer_by", "decide_by", "settle_by", "due")  # the params that hold one


class MailKind(StrEnum):
    """What people choose by. Each code of a message belongs to one of them."""

    ANSWERS = "answers"
    REMINDERS = "reminders"
    CANDIDACIES = "candidacies"
    PLACEMENTS = "placements"
    PROFILE = "profile"
    OPPORTUNITIES = "opportunities"
    BODY = "body"
    SECURITY = "security"


class Pace(StrEnum):
    """How soon mail of a kind comes."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    OFF = "off"


# messages that say that something waits for whoever gets them; `tests/notify/preferences` compares them with the rules
_ANSWERS = frozenset(
    {
        "amendment_proposed",
        "candidacy_applied",
        "candidacy_interested",
        "candidacy_invited",
        "candidacy_offered",
        "candidacy_returned",
        "candidacy_terms_declined",
        "candidacy_terms_proposed",
        "expert_endorsement_ending",
        "expert_renewed",
        "expert_returned",
        "expert_submitted",
        "organisation_leaving_asked",
        "organisation_uncoordinated",
        "placement_doubted",
        "placement_proposed",
        "placement_terms_changed",
        "placement_terms_proposed",
        "task_last_call",
    }
)
_BY_START = {
    "amendment": MailKind.PLACEMENTS,
    "candidacy": MailKind.CANDIDACIES,
    "expert": MailKind.PROFILE,
    "mailbox": MailKind.SECURITY,
    "more": MailKind.CANDIDACIES,  # of which more wait
    "need": MailKind.BODY,
    "opportunity": MailKind.OPPORTUNITIES,
    "organisation": MailKind.BODY,
    "placement": MailKind.PLACEMENTS,
    "plan": MailKind.BODY,
    "task": MailKind.REMINDERS,
}
# what may be chosen for a kind; the others have all four
_CHOICES: Mapping[MailKind, tuple[Pace, ...]] = {
    MailKind.ANSWERS: (Pace.AT_ONCE, Pace.DAILY),
    MailKind.SECURITY: (Pace.AT_ONCE,),
}


def kind_of(code: str) -> MailKind:
    """The kind of mail that a message with this code is."""
    return MailKind.ANSWERS if code in _ANSWERS else _BY_START[code.partition("_")[0]]


def choices_of(kind: MailKind) -> tuple[Pace, ...]:
    return _CHOICES.get(kind, tuple(Pace))


def is_mandatory(kind: MailKind) -> bool:
    """True where the mail cannot be turned off."""
    return Pace.OFF not in choices_of(kind)


@dataclass(frozen=True, kw_only=True)
class Hours:
    """Hours of working days in Norway in which mail that is not urgent comes: from `start` until `end`."""

    start: int = 8
    end: int = 17

    def next_open(self, at: datetime) -> datetime:
        """The moment itself where it is within the hours, else when these begin next."""
        here = at.astimezone(OSLO)
        day = here.date()
        if is_working_day(day) and here.hour < self.end:
            return max(at, self._opening(day))
        return self._opening(_working_day_after(day))

    def next_digest(self, at: datetime, pace: Pace) -> datetime:
        """When the next digest comes: at the first hour of the next working day, or of the next week's first one."""
        day = at.astimezone(OSLO).date()
        if is_working_day(day) and at < self._opening(day) and pace is Pace.DAILY:
            return self._opening(day)
        if pace is Pace.WEEKLY:
            day += timedelta(days=6 - day.weekday())  # Sunday
        return self._opening(_working_day_after(day))

    def _opening(self, day: date) -> datetime:
        return datetime.combine(day, time(self.start), OSLO).astimezone(UTC)


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What a person chose: `email` holds for the kinds that `kinds` does not name."""

    email: str = Pace.AT_ONCE
    kinds: Mapping[str, str] = field(default_factory=dict)
    hours: Hours = Hours()

    def pace_of(self, kind: MailKind) -> Pace:
        """What holds for a kind. What may not be chosen for it does not: such mail comes at once."""
        chosen = Pace(self.kinds.get(kind, self.email))
        return chosen if chosen in choices_of(kind) else Pace.AT_ONCE


def deadline_in(params: Mapping[str, object]) -> datetime | None:
    """The first deadline that a message's params name."""
    moments = [datetime.fromisoformat(str(params[name])) for name in _DEADLINES if params.get(name) is not None]
    return min((_aware(moment) for moment in moments), default=None)


def _aware(moment: datetime) -> datetime:
    """A day ends with its last minute in Norway."""
    return moment if moment.tzinfo else datetime.combine(moment.date(), time(23, 59), OSLO)


def is_working_day(day: date) -> bool:
    """False on Saturdays, Sundays and Norway's public holidays."""
    return day.weekday() < _SATURDAY and day not in _holidays(day.year)


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("NO", years=year))


def _working_day_after(day: date) -> date:
    day += _A_DAY
    while not is_working_day(day):
        day += _A_DAY
    return day
