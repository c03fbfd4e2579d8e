"""Messages about a candidacy over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Response

from services.kit.access.guard import CurrentGrants
from services.kit.data.pagination import Listed
from services.kit.errors import InvalidCursor, NotFound, NotPermitted, PersonRequired, WrongState
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse, PageParams
from services.kit.web.session import OwnDatabase
from services.placements.access import permitted_parties
from services.placements.candidacies.dependencies import ChangedStore, CurrentCandidacy
from services.placements.candidacies.repository import ShownCandidacies
from services.placements.dialogues import service
from services.placements.dialogues.dependencies import Reader, Writer
from services.placements.messages.errors import DialogueFull
from services.placements.messages.repository import ShownMessages
from services.placements.messages.schemas import MessageCreate, MessageRead

router = APIRouter(tags=["messages"])

_MESSAGES = "/v1/candidacies/{candidacy_id}/messages"


@router.post(
    _MESSAGES, status_code=201, responses=problems(PersonRequired, NotPermitted, NotFound, WrongState, DialogueFull)
)
def write_message(
    caller: Writer, current: CurrentCandidacy, store: ChangedStore, asked: MessageCreate, response: CurrentResponse
) -> MessageRead:
    """Write to the other side, as the employee or for the host, while the candidacy is open.

    There are 20 messages at most, of both sides together. The other side is notified, without the text. The home
    agency reads none of them. They are erased when the candidacy ends, or the stay that came of it.
    """
    message = service.write_message(store, current.candidacy, current.parties, asked)
    return response.created(MessageRead.of(message))


@router.get(_MESSAGES, response_model=Listed[MessageRead], responses=problems(NotPermitted, NotFound, InvalidCursor))
def list_messages(
    caller: Reader,
    grants: CurrentGrants,
    candidacy_id: UUID,
    *,
    database: OwnDatabase,
    page: PageParams,
    response: CurrentResponse,
) -> Response:
    """List what the employee and the host wrote to each other, oldest first. Where it is over there is nothing."""
    with database.snapshot() as snapshot:
        permitted_parties(grants, ShownCandidacies(snapshot).get(candidacy_id)[0])
        found = ShownMessages(snapshot).list_of(candidacy_id, paging=page)
    return response.shown_page(found.each(MessageRead.of), MessageRead)


@router.get(f"{_MESSAGES}/{{message_id}}", response_model=MessageRead, responses=problems(NotPermitted, NotFound))
def read_message(
    caller: Reader,
    grants: CurrentGrants,
    candidacy_id: UUID,
    message_id: UUID,
    *,
    database: OwnDatabase,
    response: CurrentResponse,
) -> Response:
    """Read one message."""
    with database.snapshot() as snapshot:
        permitted_parties(grants, ShownCandidacies(snapshot).get(candidacy_id)[0])
        message = ShownMessages(snapshot).get(candidacy_id, message_id)
    return response.shown(MessageRead.of(message))
