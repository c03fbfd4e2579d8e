"""Tasks, inbox, preferences and deliveries over HTTP."""

from fastapi import APIRouter

from services.kit.answer import Answering, AskedPage
from services.kit.errors import (
    InvalidCursor,
    NotFound,
    NotPermitted,
    PersonRequired,
    PreconditionRequired,
    Stale,
)
from services.kit.pagination import Listed
from services.kit.problems import problems
from services.notify import service
from services.notify.access import audiences_of
from services.notify.dependencies import (
    ChangedInbox,
    ChangedMessage,
    ChangedPreferences,
    ChangerLanguage,
    ClosedToo,
    CurrentMessage,
    CurrentTask,
    Myself,
    ReadDeliveries,
    ReaderLanguage,
    ReadInbox,
    ReadPreferences,
    ReadTasks,
    TaskReader,
    UnchangedPreference,
    UnreadOnly,
)
from services.notify.schemas import DeliveryRead, MessageRead, PreferencesRead, PreferencesUpdate, TaskRead

router = APIRouter()

_MINE = problems(NotPermitted, PersonRequired)


@router.get("/v1/tasks", tags=["tasks"], responses=problems(NotPermitted, InvalidCursor))
def list_tasks(
    caller: TaskReader,
    tasks: ReadTasks,
    page: AskedPage,
    answer: Answering,
    language: ReaderLanguage,
    *,
    closed_too: ClosedToo = False,
) -> Listed[TaskRead]:
    """List what waits for you, or for your role in the body you act for; what has waited longest comes first.

    Each task says until when, who has answered and who has not, and gives the call that does it. It closes by itself
    when that has happened, whoever did it. With `all=true` closed ones stand in the list too.

    On days you said you are away (auth, `/v1/me/absences`), a role's tasks stand in the lists of the others who have
    it, and in yours only where nobody else is there.
    """
    found = service.list_tasks(tasks, caller.sub, audiences_of(caller), closed_too=closed_too, paging=page)
    return answer.page(found, TaskRead, service.show_tasks(tasks, found.items, language=language))


@router.get("/v1/tasks/{task_id}", tags=["tasks"], responses=problems(NotPermitted, NotFound))
def read_task(
    caller: TaskReader, task: CurrentTask, tasks: ReadTasks, answer: Answering, language: ReaderLanguage
) -> TaskRead:
    """Read one task, open or closed."""
    return answer.versioned(service.show_task(tasks, task, language=language))


@router.get("/v1/inbox", tags=["inbox"], responses=_MINE | problems(InvalidCursor))
def list_messages(
    caller: Myself,
    inbox: ReadInbox,
    page: AskedPage,
    answer: Answering,
    language: ReaderLanguage,
    *,
    unread: UnreadOnly = False,
) -> Listed[MessageRead]:
    """List what you were told, the newest first, in your language: the request's, else your preference."""
    found = inbox.list_of(caller.sub, unread=unread, paging=page)
    return answer.page(found, MessageRead, [service.show_message(one, language=language) for one in found.items])


@router.get("/v1/inbox/{message_id}", tags=["inbox"], responses=_MINE | problems(NotFound))
def read_message(caller: Myself, message: CurrentMessage, answer: Answering, language: ReaderLanguage) -> MessageRead:
    """Read one message. Reading does not mark it as read."""
    return answer.versioned(service.show_message(message, language=language))


@router.post("/v1/inbox/{message_id}/reading", status_code=201, tags=["inbox"], responses=_MINE | problems(NotFound))
def mark_message_read(
    caller: Myself, message: ChangedMessage, inbox: ChangedInbox, answer: Answering, language: ChangerLanguage
) -> MessageRead:
    """Mark a message as read. Doing it again changes nothing."""
    return answer.created(service.show_message(service.mark_read(inbox, message), language=language))


@router.get("/v1/preferences", tags=["preferences"], responses=_MINE)
def read_preferences(caller: Myself, preferences: ReadPreferences, answer: Answering) -> PreferencesRead:
    """Read how you want to be told. Until you choose, you are mailed at once, in the language of your account."""
    return answer.versioned(service.show_preferences(preferences, caller.sub))


@router.put("/v1/preferences", tags=["preferences"], responses=_MINE | problems(Stale, PreconditionRequired))
def update_preferences(
    caller: Myself,
    preference: UnchangedPreference,
    preferences: ChangedPreferences,
    asked: PreferencesUpdate,
    answer: Answering,
) -> PreferencesRead:
    """Choose how you want to be told. With `email: off` messages stay in the inbox, and no mail is made of them.

    Needs the ETag you read in `If-Match`; it is `"0"` before you first choose.
    """
    return answer.versioned(service.update_preferences(preferences, preference, asked))


@router.get("/v1/deliveries", tags=["deliveries"], responses=_MINE | problems(InvalidCursor))
def list_deliveries(
    caller: Myself, deliveries: ReadDeliveries, page: AskedPage, answer: Answering
) -> Listed[DeliveryRead]:
    """List the mails made of your messages and how each went, the newest first."""
    found = deliveries.list_of(caller.sub, paging=page)
    return answer.page(found, DeliveryRead, [DeliveryRead.model_validate(one) for one in found.items])
