"""notify, as its callers see it: what waits for me, and what I was told."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal

from ressurspool.client.transport import Read, Sent, Transport
from ressurspool.client.words import Language, Nothing


class Call(Read):
    """The ready-made request that does the task."""

    method: str
    path: str
    body: dict[str, Any] | None = None


class Task(Read):
    id: str
    kind: str
    subject: str
    opened_at: datetime
    closed_at: datetime | None = None
    due: datetime | None = None
    text: str
    waiting_for: Any = None
    answered: list[Any] = []
    call: Call | None = None


class Message(Read):
    id: str
    text: str
    title: str | None = None
    at: datetime | None = None
    read_at: datetime | None = None


class Delivery(Read):
    id: str
    channel: str
    state: str
    message_id: str | None = None


class Preferences(Read):
    version: int = 1
    email: str
    language: str


class PreferencesChange(Sent):
    email: Literal["at_once", "off"]
    language: Language


class NotifyClient:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def tasks(self, *, closed_too: bool = False) -> Iterator[Task]:
        return self._transport.listed("/notify/v1/tasks", Task, {"all": "true"} if closed_too else None)

    def task(self, task_id: str) -> Task:
        return self._transport.get(f"/notify/v1/tasks/{task_id}", Task)

    def inbox(self) -> Iterator[Message]:
        return self._transport.listed("/notify/v1/inbox", Message)

    def mark_read(self, message_id: str) -> None:
        self._transport.post(f"/notify/v1/inbox/{message_id}/reading", Nothing)

    def deliveries(self) -> Iterator[Delivery]:
        return self._transport.listed("/notify/v1/deliveries", Delivery)

    def preferences(self) -> Preferences:
        return self._transport.get("/notify/v1/preferences", Preferences)

    def change_preferences(self, change: PreferencesChange, *, version: int) -> Preferences:
        return self._transport.change("PUT", "/notify/v1/preferences", Preferences, change, version=version)
