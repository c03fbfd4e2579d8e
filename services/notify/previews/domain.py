"""What the previews say: a stay of a service designer of one agency in another, and who reads of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from services.notify.abouts.domain import MailAbout
from services.notify.events.domain import Recipient
from services.notify.mails.domain import MailedMessage
from services.notify.reactions.domain import RULES
from services.notify.texts.messages import FOR_REASON, MESSAGES

WEB = "https://ressurspool.example/web"
LINK = "https://ressurspool.example/auth/oauth/links?token=…"
ENDS = datetime(2027, 1, 11, 12, tzinfo=UTC)
BODY = "Husbanken"
_NEED, _EXPERT, _CASE, _PLACEMENT, _PART, _MESSAGE = (UUID(int=number) for number in range(1, 7))
_HOME, _HOST = "935478715", "942114184"
_HOME_NAME, _HOST_NAME = (dict.fromkeys(("nb", "nn", "en"), name) for name in ("Bærum kommune", "Husbanken"))
_CODES: Mapping[str, Any] = {
    "start": "2027-02-01",
    "end": "2027-06-30",
    "percentage": 60,
    "answer_by": "2027-01-11T11:00:00+00:00",
    "decide_by": "2027-01-18T11:00:00+00:00",
    "settle_by": "2027-01-25",
    "valid_until": "2027-12-31",
    "reason": "workload",
    "outcome": "no_candidate_found",
    "doubt": "home_left",
    "party": "home",
    "decision": "approve",
    "kind": "extension",
    "changed": ["dates", "place"],
    "terms_version": 2,
    "due": "2027-01-18T11:00:00+00:00",
    "task": "decide_as_home",
    "code": "7F3K-29QX",
    "placements": 3,
    "places": 4,
}
_STAY = MailAbout(
    need="Tjenestedesigner til nytt søknadsskjema",
    host=_HOST_NAME,
    home=_HOME_NAME,
    expert="Tjenestedesigner, Bærum kommune",
    start=date(2027, 2, 1),
    end=date(2027, 6, 30),
    percentage=60,
    first_start=date(2027, 1, 15),
    last_start=date(2027, 3, 1),
    months=5,
)
_OF_NO_RULE = {  # who reads what comes by the clock, or is about mail itself; of the others the employee
    "mailbox_code": "home",
    "mailbox_returned": "home",
    "task_last_call": "home",
    "task_reminder": "home",
    "webhook_disabled_failing": "home",
    "webhook_disabled_gone": "home",
    "webhook_disabled_not_confirmed": "home",
}
_BEFORE_TERMS = frozenset({"candidacy_invited", "candidacy_applied", "candidacy_applied_home", "candidacy_interested"})


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A message with made up facts, and the role of who reads it."""

    title: str
    reader: str
    message: MailedMessage
    about: MailAbout


def samples() -> Iterator[Sample]:
    """Each message to each of its readers, and again for a reason that has words of its own."""
    for code in MESSAGES:
        reasons = [None, *(reason for of, reason in FOR_REASON if of == code)]
        for reason in reasons:
            for reader in _readers_of(code):
                yield _sample(code, reason, reader)


def _readers_of(code: str) -> list[str]:
    told = {
        Recipient.PERSON: "employee",
        Recipient.HOME_COORDINATORS: "home",
        Recipient.HOME_EMPLOYEES: "home",
        Recipient.HOST_COORDINATORS: "host",
        Recipient.HOST_REQUESTERS: "host",
        Recipient.ADMINS: "admin",
    }
    notices = [notice for rule in RULES.values() for notice in rule.notifies if notice.code == code]
    poster = {"employee": "host"} if code.startswith(("need_", "plan_")) else {}  # `person` is who posted it
    readers = [told[recipient] for notice in notices for recipient in notice.to]
    return list(dict.fromkeys(poster.get(reader, reader) for reader in readers)) or [_OF_NO_RULE.get(code, "employee")]


def _sample(code: str, reason: str | None, reader: str) -> Sample:
    ids = {
        "task_id": str(_PART),
        "candidacy_id": str(_CASE),
        "placement_id": str(_PLACEMENT),
        "predecessor": _HOME,
        "successor": _HOST,
    }
    codes = {**_CODES, "reason": reason or _CODES["reason"], **ids}
    if code.startswith(("candidacy", "placement", "amendment")):
        codes["reference"] = "H-2027-00042"
    message = MailedMessage(message_id=_MESSAGE, code=code, subject=_subject_of(code), params=_spoken(code, codes))
    title = f"{code}, {reason}" if reason else code
    return Sample(title=title, reader=reader, message=message, about=_about(code, reader))


def _spoken(code: str, codes: Mapping[str, Any]) -> dict[str, Any]:
    """The codes that stand in the text; ids and reference, which events always have; and the reason it goes by."""
    said = MESSAGES[code]["nb"]  # type: ignore[index]  # a language is its code
    always = {"task_id", "candidacy_id", "placement_id", "reference", "reason", "predecessor", "successor"}
    return {name: value for name, value in codes.items() if f"{{{name}}}" in said or name in always}


def _subject_of(code: str) -> str:
    about = code.partition("_")[0]
    ids = {"expert": _EXPERT, "candidacy": _CASE, "placement": _PLACEMENT, "amendment": _PART, "plan": _PART}
    return _HOME if about == "organisation" else str(ids.get(about, _NEED))


def _about(code: str, reader: str) -> MailAbout:
    noun = code.partition("_")[0]
    if noun in {"mail", "mailbox", "more", "plan", "webhook"}:
        return MailAbout()
    if noun == "organisation":
        return MailAbout(bodies={_HOME: _HOME_NAME, _HOST: _HOST_NAME})
    if noun == "expert":
        return MailAbout(expert=_STAY.expert, own=reader == "employee")
    seen = replace(_STAY, own=reader == "employee", reads_as_host=reader == "host")
    if noun in {"need", "opportunity"}:
        return replace(seen, home=None, expert=None, start=None, end=None)
    return replace(seen, start=None, end=None) if code in _BEFORE_TERMS else seen
