"""The inbox over HTTP."""

from fastapi import APIRouter

from services.kit.data.pagination import Listed
from services.kit.errors import InvalidCursor, NotFound, NotPermitted, PersonRequired
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse, PageParams
from services.notify.inbox import service
from services.notify.inbox.dependencies import (
    ChangedInbox,
    ChangedMessage,
    CurrentMessage,
    Myself,
    ReadInbox,
    UnreadOnly,
)
from services.notify.inbox.schemas import MessageRead
from services.notify.preferences.dependencies import ChangerLanguage, ReaderLanguage

router = APIRouter(tags=["inbox"])

_MINE = problems(NotPermitted, PersonRequired)


@router.get("/v1/inbox", responses=_MINE | problems(InvalidCursor))
def list_messages(
    caller: Myself,
    inbox: ReadInbox,
    page: PageParams,
    response: CurrentResponse,
    language: ReaderLanguage,
    *,
    unread: UnreadOnly = False,
) -> Listed[MessageRead]:
    """List what you were told, the newest first, in your language: the request's, else your preference."""
    found = inbox.list_of(caller.sub, unread=unread, paging=page)
    return response.page(found, MessageRead, [service.read_message(one, language=language) for one in found.items])


@router.get("/v1/inbox/{message_id}", responses=_MINE | problems(NotFound))
def read_message(
    caller: Myself, message: CurrentMessage, response: CurrentResponse, language: ReaderLanguage
) -> MessageRead:
    """Read one message. Reading does not mark it as read."""
    return response.versioned(service.read_message(message, language=language))


@router.post("/v1/inbox/{message_id}/reading", status_code=201, responses=_MINE | problems(NotFound))
def mark_message_read(
    caller: Myself, message: ChangedMessage, inbox: ChangedInbox, response: CurrentResponse, language: ChangerLanguage
) -> MessageRead:
    """Mark a message as read. Doing it again changes nothing."""
    return response.created(service.read_message(service.mark_read(inbox, message), language=language))
