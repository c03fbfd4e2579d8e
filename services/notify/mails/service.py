"""Writes what mails say: of a message in an inbox, and of a letter that auth ordered."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from services.kit.language import Language
from services.notify.abouts.domain import MailAbout
from services.notify.mails.domain import Content, MailedMessage, Why, one_line, path_of, subject_line, thread_of
from services.notify.mails.templates import as_html, as_text
from services.notify.texts import mails as words
from services.notify.texts.letters import letter_text
from services.notify.texts.messages import deadline_of, message_words
from services.notify.texts.words import iso_in_words

# where it is chosen what is mailed to whom
_WHERE_TO_CHOOSE = {Why.CHOSEN: "/me/notifications", Why.MANDATORY: "/me/notifications", Why.MAILBOX: "/body"}


def message_content(
    message: MailedMessage, about: MailAbout, *, name: str, language: Language, web: str, why: Why = Why.CHOSEN
) -> Content:
    """What the mail of a message says to the person of that name. `web` is where people open things in a browser."""
    bodies = {body: _name(names, language) for body, names in _named_bodies(message.params, about)}
    title, text = message_words(message.code, {**message.params, **bodies}, language)
    values = {
        "language": language,
        "greeting": words.GREETING[language].format(name=one_line(name)),
        "title": title,
        "text": text,
        "facts": [(words.FACTS[fact][language], value) for fact, value in _facts(message, about, language)],
        "groups": [],
        "step": words.step_of(message.code, language),
        "link": web + path_of(message, own=about.own),
        "note": "",
        "why": words.WHY[why][language],
        "why_link": web + _WHERE_TO_CHOOSE[why],
    }
    subject = subject_line(title, need=about.need, agency=_agency(message, about, language))
    return Content(subject=subject, text=as_text(**values), html=as_html(**values), thread=thread_of(message))


def letter_content(purpose: str, *, body: str | None, link: str, expires_at: datetime, language: Language) -> Content:
    """What a letter with a single-use link says; it names no person."""
    title, text = letter_text(purpose, body=body and one_line(body), language=language)
    values = {
        "language": language,
        "greeting": words.GREETING_OF_LETTER[language],
        "title": title,
        "text": text,
        "facts": [],
        "groups": [],
        "step": words.STEPS_OF_LETTERS[purpose][language],
        "link": link,
        "note": words.WORKS_ONCE[language].format(until=iso_in_words(expires_at.isoformat(), language)),
        "why": words.WHY_LETTER[language],
        "why_link": "",
    }
    return Content(subject=subject_line(title), text=as_text(**values), html=as_html(**values))


def _named_bodies(params: Mapping[str, Any], about: MailAbout) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The bodies that stand in the message by their numbers, and whose names are known."""
    for name in ("predecessor", "successor"):
        if params.get(name) in about.bodies:
            yield name, about.bodies[params[name]]


def _facts(message: MailedMessage, about: MailAbout, language: Language) -> Iterator[tuple[str, str]]:
    """What the message is about, as far as it is known, in the order in which it is read."""
    bodies = {"host": about.host, "home": about.home, "body": about.bodies.get(message.subject)}
    found: dict[str, str | None] = {
        "need": about.need,
        **{fact: _name(names, language) if names else None for fact, names in bodies.items()},
        "employee": None if about.own else about.expert,
        **_terms(message.params, about, language),
        "deadline": deadline_of(message.code, message.params, language),
        "reference": message.params.get("reference"),
    }
    return ((fact, one_line(value)) for fact, value in found.items() if value)


def _terms(params: Mapping[str, Any], about: MailAbout, language: Language) -> dict[str, str | None]:
    """The days and the extent: those that the message brings, else those of the case, else what the need asks for."""
    start, end = (_day(params.get(name) or getattr(about, name), language) for name in ("start", "end"))
    first, last = _day(about.first_start, language), _day(about.last_start, language)
    has_days, months = start is not None and end is not None, about.months
    starts = None if has_days or first is None else words.STARTS[language].format(first=first, last=last)
    length = words.ONE_MONTH[language] if months == 1 else words.MONTHS[language].format(months=months)
    percentage = params.get("percentage") or about.percentage
    return {
        "period": words.PERIOD[language].format(start=start, end=end) if has_days else None,
        "start": starts,
        "length": length if starts and months else None,
        "percentage": words.PER_CENT[language].format(percentage=percentage) if percentage else None,
    }


def _day(day: date | str | None, language: Language) -> str | None:
    return None if day is None else iso_in_words(str(day), language)


def _agency(message: MailedMessage, about: MailAbout, language: Language) -> str | None:
    """The agency that the subject names: the host, to the host itself the home agency; or the body it is about."""
    names = about.home if about.reads_as_host else about.host
    names = names or about.bodies.get(message.subject)
    return _name(names, language) if names else None


def _name(names: Mapping[str, str], language: Language) -> str:
    """The name of a body in this language, else in the one it has a name in."""
    return one_line(names.get(language) or names.get(Language.NB) or next(iter(names.values()), ""))
