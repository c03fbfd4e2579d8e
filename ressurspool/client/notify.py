"""Calls of notify: my tasks, my inbox, deliveries and preferences, and my body's webhooks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from ressurspool.client.lists import parameters_of
from ressurspool.client.pages import Listed
from ressurspool.client.transport import Parameters, Read, Sent, Transport
from ressurspool.client.webhooks import WebhooksClient
from ressurspool.client.words import Language


class Call(Read):
    """The ready-made request that completes a task."""

    method: str
    path: str
    body: dict[str, Any] | None = None


class About(Read):
    """What a task or a message is about, as far as I may know; `unavailable` names who gave no answer."""

    reference: str | None
    need_id: str | None
    need_title: str | None
    expert_id: str | None
    expert: str | None  # the employee's name
    home: dict[str, str] | None
    host: dict[str, str] | None
    start: date | None
    end: date | None
    percentage: int | None
    unavailable: list[str]


class Answered(Read):
    party: str
    decision: str
    terms_version: int
    at: datetime


class Task(Read):
    """A task for me, or for my role in the body I act for."""

    id: str
    kind: str
    subject: str
    parent: str | None = None  # of an amendment: its placement
    opened_at: datetime
    due: datetime | None
    closed_at: datetime | None
    text: str
    waiting_for: list[str]
    answered: list[Answered]
    about: About | None = None
    call: Call | None


class Message(Read):
    id: str
    at: datetime
    code: str
    subject: str
    title: str
    text: str
    params: dict[str, Any] = {}  # codes and ids the text is made of
    about: About | None = None
    read_at: datetime | None


class Delivery(Read):
    id: str
    message_id: str | None  # of a digest: None
    channel: str
    state: str
    reason: str | None
    tries: int
    delivered_at: datetime | None


class MailKind(Read):
    """A kind of mail, and when it comes; `mandatory` says why it cannot be turned off."""

    kind: str
    text: str
    email: str
    choices: list[str]
    mandatory: str | None


class Preferences(Read):
    """How a person is notified; `language` is None where the account's language is used."""

    version: int
    email: str
    kinds: list[MailKind]
    mail_from: int
    mail_until: int
    language: str | None


Pace = Literal["at_once", "daily", "weekly", "off"]


class PreferencesChange(Sent):
    """All of it: `email` is for the kinds of mail that `kinds` does not name."""

    email: Pace
    kinds: dict[str, Pace] = {}
    mail_from: int = 8
    mail_until: int = 17
    language: Language | None = None


class Mailbox(Read):
    """A body's shared address; `new_email` waits for its code."""

    version: int
    orgnr: str
    email: str | None
    new_email: str | None
    language: str


class MailboxChange(Sent):
    email: str | None
    language: Language = "nb"


class MailboxConfirmation(Sent):
    code: str


@dataclass(frozen=True, kw_only=True)
class WantedTasks:
    """Which tasks a list shows; `soonest` has what expires first at the top."""

    ids: Collection[str] = ()
    kind: Collection[str] = ()
    updated_since: datetime | None = None
    order: Literal["oldest", "newest", "soonest", "changed"] | None = None

    def parameters(self) -> Parameters:
        return parameters_of(self)


@dataclass(frozen=True, kw_only=True)
class WantedMessages:
    ids: Collection[str] = ()
    code: Collection[str] = ()
    updated_since: datetime | None = None
    order: Literal["newest", "oldest", "changed"] | None = None

    def parameters(self) -> Parameters:
        return parameters_of(self)


class NotifyClient:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self.webhooks = WebhooksClient(transport)

    def tasks(
        self, wanted: WantedTasks | None = None, *, closed_too: bool = False, about: bool = False
    ) -> Listed[Task]:
        """What waits for me; with `about` each says what it is about."""
        asked = {
            **(wanted or WantedTasks()).parameters(),
            "all": "true" if closed_too else None,
            "include": _include(about),
        }
        return self._transport.listed("/notify/v1/tasks", Task, asked)

    def task(self, task_id: str, *, about: bool = False) -> Task:
        return self._transport.get(f"/notify/v1/tasks/{task_id}", Task, {"include": _include(about)})

    def inbox(
        self, wanted: WantedMessages | None = None, *, unread: bool = False, about: bool = False
    ) -> Listed[Message]:
        """My messages, the newest first where no other order is asked for; with `about` each says what it is about."""
        asked = {
            **(wanted or WantedMessages()).parameters(),
            "unread": "true" if unread else None,
            "include": _include(about),
        }
        return self._transport.listed("/notify/v1/inbox", Message, asked)

    def message(self, message_id: str) -> Message:
        return self._transport.get(f"/notify/v1/inbox/{message_id}", Message)

    def mark_read(self, message_id: str) -> Message:
        return self._transport.post(f"/notify/v1/inbox/{message_id}/reading", Message)

    def deliveries(self) -> Listed[Delivery]:
        return self._transport.listed("/notify/v1/deliveries", Delivery)

    def preferences(self) -> Preferences:
        return self._transport.get("/notify/v1/preferences", Preferences)

    def change_preferences(self, change: PreferencesChange, *, version: int) -> Preferences:
        return self._transport.change("PUT", "/notify/v1/preferences", Preferences, change, version=version)

    def mailbox(self, orgnr: str) -> Mailbox:
        """The shared address of my body's coordinators."""
        return self._transport.get(f"/notify/v1/mailboxes/{orgnr}", Mailbox)

    def change_mailbox(self, orgnr: str, change: MailboxChange, *, version: int) -> Mailbox:
        return self._transport.change("PUT", f"/notify/v1/mailboxes/{orgnr}", Mailbox, change, version=version)

    def confirm_mailbox(self, orgnr: str, code: str) -> Mailbox:
        """Enter the code that was mailed to the new address."""
        path = f"/notify/v1/mailboxes/{orgnr}/confirmation"
        return self._transport.post(path, Mailbox, MailboxConfirmation(code=code))


def _include(about: bool) -> str | None:
    return "about" if about else None
