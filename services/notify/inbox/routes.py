"""The inbox over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Response

from services.kit.access.guard import CurrentGrants
from services.kit.data.pagination import Counted
from services.kit.errors import InvalidCursor, NotFound, NotPermitted, PersonRequired
from services.kit.web.problems import problems
from services.kit.web.responses import CountedPageParams, CurrentResponse
from services.kit.web.session import OwnDatabase
from services.notify.abouts.dependencies import Included, abouts_for
from services.notify.abouts.domain import Subject, subject_of_message
from services.notify.access import relations_to_message
from services.notify.inbox import service
from services.notify.inbox.dependencies import AskedMessages, ChangedInbox, ChangedMessage, Myself
from services.notify.inbox.repository import ShownInbox
from services.notify.inbox.schemas import MessageRead
from services.notify.preferences.dependencies import ChangerLanguage, CurrentReader
from services.notify.preferences.repository import ShownPreferences

router = APIRouter(tags=["inbox"])

_MINE = problems(NotPermitted, PersonRequired)


@router.get("/v1/inbox", response_model=Counted[MessageRead], responses=_MINE | problems(InvalidCursor))
def list_messages(
    *,
    caller: Myself,
    reader: CurrentReader,
    database: OwnDatabase,
    page: CountedPageParams,
    response: CurrentResponse,
    wanted: AskedMessages,
    include: Included = None,
) -> Response:
    """List what you were told, the newest first, in your language: the request's, else your preference.

    With `include=about` each says what it is about, as far as you may know; no reading of a profile is logged for it.
    """
    with database.snapshot() as snapshot:
        language = reader.language(ShownPreferences(snapshot))
        found = ShownInbox(snapshot).list_of(caller.sub, wanted, paging=page)
    shown = found.each(lambda one: service.show_message(one, language=language))
    return response.shown_page(abouts_for(response.request, caller, include).page(shown, _subject), MessageRead)


@router.get("/v1/inbox/{message_id}", response_model=MessageRead, responses=_MINE | problems(NotFound))
def read_message(
    *,
    caller: Myself,
    grants: CurrentGrants,
    message_id: UUID,
    reader: CurrentReader,
    database: OwnDatabase,
    response: CurrentResponse,
    include: Included = None,
) -> Response:
    """Read one message. Reading does not mark it as read."""
    with database.snapshot() as snapshot:
        message = ShownInbox(snapshot).get(message_id)
        grants.require(relations_to_message(caller, person_id=message.person_id))
        language = reader.language(ShownPreferences(snapshot))
    return response.shown(
        abouts_for(response.request, caller, include).one(service.show_message(message, language=language), _subject)
    )


@router.post("/v1/inbox/{message_id}/reading", status_code=201, responses=_MINE | problems(NotFound))
def mark_message_read(
    caller: Myself, message: ChangedMessage, inbox: ChangedInbox, response: CurrentResponse, language: ChangerLanguage
) -> MessageRead:
    """Mark a message as read. Doing it again changes nothing."""
    return response.created(service.show_message(service.mark_read(inbox, message), language=language))


def _subject(message: MessageRead) -> Subject:
    return subject_of_message(message.code, subject=message.subject, params=message.params)
