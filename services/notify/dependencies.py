"""What notify's routes are given."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request

from services.kit import context
from services.kit.access import Caller, Permit, caller_for
from services.kit.answer import ExpectedVersion, refuse_stale
from services.kit.language import Language
from services.kit.session import ReadSession, WriteSession
from services.notify.access import relations_to_message, relations_to_task
from services.notify.models import Message, Preference, Task
from services.notify.repository import Deliveries, Inbox, Preferences, Tasks

TaskReader = Annotated[Caller, Depends(caller_for("list_tasks", "read_task"))]
Myself = Annotated[
    Caller,
    Depends(
        caller_for(
            "list_messages",
            "read_message",
            "mark_message_read",
            "read_preferences",
            "update_preferences",
            "list_deliveries",
        )
    ),
]


async def tasks_to_read(session: ReadSession) -> Tasks:
    return Tasks(session)


async def inbox_to_read(session: ReadSession) -> Inbox:
    return Inbox(session)


async def inbox_to_change(session: WriteSession) -> Inbox:
    return Inbox(session)


async def deliveries_to_read(session: ReadSession) -> Deliveries:
    return Deliveries(session)


async def preferences_to_read(session: ReadSession) -> Preferences:
    return Preferences(session)


async def preferences_to_change(session: WriteSession) -> Preferences:
    return Preferences(session)


ReadTasks = Annotated[Tasks, Depends(tasks_to_read)]
ReadInbox = Annotated[Inbox, Depends(inbox_to_read)]
ChangedInbox = Annotated[Inbox, Depends(inbox_to_change)]
ReadDeliveries = Annotated[Deliveries, Depends(deliveries_to_read)]
ReadPreferences = Annotated[Preferences, Depends(preferences_to_read)]
ChangedPreferences = Annotated[Preferences, Depends(preferences_to_change)]


def current_task(task_id: UUID, permit: Permit, tasks: ReadTasks) -> Task:
    """Raises NotFound also where it waits for somebody else."""
    task = tasks.get(task_id)
    permit.on(relations_to_task(permit.caller, task))
    return task


def current_message(message_id: UUID, permit: Permit, inbox: ReadInbox) -> Message:
    """Raises NotFound also where it was told to somebody else."""
    message = inbox.get(message_id)
    permit.on(relations_to_message(permit.caller, message))
    return message


def changed_message(message_id: UUID, permit: Permit, inbox: ChangedInbox) -> Message:
    """The message, locked. Raises NotFound also where it was told to somebody else."""
    message = inbox.get_locked(message_id)
    permit.on(relations_to_message(permit.caller, message))
    return message


def unchanged_preference(caller: Myself, preferences: ChangedPreferences, expected: ExpectedVersion) -> Preference:
    """The caller's choice, where it is still the version that If-Match names."""
    preference = preferences.of_locked(caller.sub)
    refuse_stale(expected, preference.version)
    return preference


def _spoken(request: Request, preferences: Preferences, person_id: str) -> Language:
    if "Accept-Language" in request.headers:
        return context.current().language
    chosen = preferences.find(person_id)
    return Language(chosen.language) if chosen and chosen.language else context.current().language


def language_to_read(request: Request, permit: Permit, session: ReadSession) -> Language:
    """The reader's language: what the request asks for, else what the person chose here."""
    return _spoken(request, Preferences(session), permit.caller.sub)


def language_to_change(request: Request, permit: Permit, session: WriteSession) -> Language:
    """The same inside a change, whose session is another."""
    return _spoken(request, Preferences(session), permit.caller.sub)


CurrentTask = Annotated[Task, Depends(current_task)]
CurrentMessage = Annotated[Message, Depends(current_message)]
ChangedMessage = Annotated[Message, Depends(changed_message)]
UnchangedPreference = Annotated[Preference, Depends(unchanged_preference)]
ReaderLanguage = Annotated[Language, Depends(language_to_read)]
ChangerLanguage = Annotated[Language, Depends(language_to_change)]

ClosedToo = Annotated[bool, Query(alias="all", description="Closed tasks too")]
UnreadOnly = Annotated[bool, Query(alias="unread", description="Only what you have not read")]
