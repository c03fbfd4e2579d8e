"""The rules of a mail's subject, of its next step's address, and of which mails belong together."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import quote
from uuid import UUID

LONGEST_SUBJECT = 80
LONGEST_VALUE = 200  # of a fact; a line of a mail has 998 bytes at most (RFC 5322 §2.1.1)
_LEAST = 8  # signs of a name: with fewer it says nothing


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a mail says. `thread` is what mail programs show mails together by."""

    subject: str
    text: str
    html: str
    thread: UUID | None = None


class Why(StrEnum):
    """Why somebody gets a mail."""

    CHOSEN = "chosen"
    MANDATORY = "mandatory"
    MAILBOX = "mailbox"


@dataclass(frozen=True, kw_only=True)
class MailedMessage:
    """A message in somebody's inbox that is to be mailed."""

    message_id: UUID
    code: str
    subject: str
    params: Mapping[str, Any]


def one_line(text: str, *, most: int = LONGEST_VALUE) -> str:
    """The text on one line without signs that control or turn it, and its beginning with … where it is longer."""
    line = " ".join("".join(map(_seen, text[: most * 4])).split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _seen(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Cc" or category.startswith("Z"):
        return " "
    return "" if category.startswith("C") else sign


def subject_line(title: str, *, need: str | None = None, agency: str | None = None) -> str:
    """The title of a message, and what fits of the need's title and the agency's name. It never names a person."""
    title = one_line(title, most=LONGEST_SUBJECT)
    room = LONGEST_SUBJECT - len(f"{title}: ")
    names = [line for line in (one_line(need or ""), one_line(agency or "")) if line]
    if len(names) == 2:
        room -= len(" – ")
        of_agency = max(room - len(names[0]), room // 3)  # it takes what the need leaves
        names[1] = one_line(names[1], most=of_agency)
        room -= len(names[1])
    if not names or room < min(_LEAST, len(names[0])):
        return title
    return f"{title}: {' – '.join([one_line(names[0], most=room), *names[1:]])}"


def path_of(message: MailedMessage, *, own: bool | None) -> str:
    """Where on the web page the thing is that a message is about.

    A profile is at one place for whose it is (`own`), at another for their coordinators; where the pool says neither,
    the link leads to the message.
    """
    about, thing = _noun(message), quote(message.subject, safe="")
    placement = message.params.get("placement_id")
    of_expert = {True: "/profile", False: f"/experts/{thing}", None: None}
    paths = {
        "amendment": f"/placements/{quote(str(placement), safe='')}/amendments/{thing}" if placement else None,
        "candidacy": f"/candidacies/{thing}",
        "expert": of_expert[own],
        "mail": "/me",
        "mailbox": "/body",
        "more": "/inbox",
        "need": f"/needs/{thing}",
        "opportunity": f"/needs/{thing}",
        "organisation": "/body",
        "placement": f"/placements/{thing}",
        "plan": f"/plans/{thing}",
        "webhook": "/body",
        "task": f"/tasks/{message.params['task_id']}" if "task_id" in message.params else None,
    }
    return paths.get(about) or f"/inbox/{message.message_id}"


def thread_of(message: MailedMessage) -> UUID | None:
    """The candidacy that a mail is about, also after it has become a placement; else the placement."""
    ids = {
        "candidacy": message.subject,
        "placement": message.params.get("candidacy_id") or message.subject,
        "amendment": message.params.get("candidacy_id") or message.params.get("placement_id"),
    }
    return _id(ids.get(_noun(message)))


def _noun(message: MailedMessage) -> str:
    return message.code.partition("_")[0]


def _id(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
