"""Mailboxes over HTTP."""

from fastapi import APIRouter

from services.kit.errors import (
    NotFound,
    NotPermitted,
    PersonRequired,
    PreconditionRequired,
    Stale,
    TooManyRequests,
)
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse
from services.kit.web.session import WriteSession
from services.notify.mailboxes import service
from services.notify.mailboxes.dependencies import ChangedMailbox, Coordinator, OwnMailbox, UnchangedMailbox
from services.notify.mailboxes.schemas import MailboxConfirmation, MailboxRead, MailboxUpdate

router = APIRouter(tags=["mailboxes"])

_OWN = problems(NotPermitted, PersonRequired, NotFound)


@router.get("/v1/mailboxes/{orgnr}", responses=_OWN)
def read_mailbox(caller: Coordinator, mailbox: OwnMailbox, response: CurrentResponse) -> MailboxRead:
    """Read your body's shared address, which gets what its coordinators are mailed. Another body's is 404."""
    return response.versioned(MailboxRead.of(mailbox))


@router.put("/v1/mailboxes/{orgnr}", responses=_OWN | problems(Stale, PreconditionRequired, TooManyRequests))
def update_mailbox(
    caller: Coordinator,
    mailbox: UnchangedMailbox,
    session: WriteSession,
    asked: MailboxUpdate,
    response: CurrentResponse,
) -> MailboxRead:
    """Set your body's shared address, or with null have none. A code is mailed there; nothing else until you enter it.

    Needs the ETag you read in `If-Match`; it is `"0"` before the first. A code is mailed once in ten minutes at most.
    """
    return response.versioned(service.update_mailbox(session, mailbox, asked))


@router.post("/v1/mailboxes/{orgnr}/confirmation", status_code=201, responses=_OWN)
def confirm_mailbox(
    caller: Coordinator,
    mailbox: ChangedMailbox,
    session: WriteSession,
    asked: MailboxConfirmation,
    response: CurrentResponse,
) -> MailboxRead:
    """Enter the code that was mailed to the new address, within a day: from now on it is used."""
    return response.created(service.confirm_mailbox(session, mailbox, asked.code))
