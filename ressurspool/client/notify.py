"""Calls of notify: my tasks, my inbox, deliveries and preferences."""

from datetime import datetime
from typing import Any, Literal

from ressurspool.client.pages import Listed
from ressurspool.client.transport import Read, Sent, Transport
from ressurspool.client.words import Language


class Call(Read):
    """The ready-made request that completes a task."""

    method: str
    path: str
    body: dict[str, Any] | None = None


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
    call: Call | None


class Message(Read):
    id: str
    at: datetime
    code: str
    subject: str
    title: str
    text: str
    read_at: datetime | None


class Delivery(Read):
    id: str
    message_id: str
    channel: str
    state: str
    reason: str | None
    tries: int
    delivered_at: datetime | None


class Preferences(Read):
    """How a person is notified; `language` is None where the account's language is used."""

    version: int
    email: str
    language: str | None


class PreferencesChange(Sent):
    email: Literal["at_once", "off"]
    language: Language | None = None


class NotifyClient:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def tasks(self, *, closed_too: bool = False) -> Listed[Task]:
        return self._transport.listed("/notify/v1/tasks", Task, {"all": "true"} if closed_too else None)

    def task(self, task_id: str) -> Task:
        return self._transport.get(f"/notify/v1/tasks/{task_id}", Task)

    def inbox(self, *, unread: bool = False) -> Listed[Message]:
        """My messages, the newest first."""
        return self._transport.listed("/notify/v1/inbox", Message, {"unread": "true"} if unread else None)

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
