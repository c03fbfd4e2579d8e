"""What the routes about mailboxes are given."""

from typing import Annotated

from fastapi import Depends

from services.kit.access.guard import CurrentGrants, caller_for
from services.kit.access.table import Caller
from services.kit.text import Orgnr
from services.kit.web.responses import ExpectedVersion, refuse_stale
from services.kit.web.session import ReadSession, WriteSession
from services.notify.access import relations_to_mailbox
from services.notify.mailboxes.models import Mailbox
from services.notify.mailboxes.repository import Mailboxes

Coordinator = Annotated[Caller, Depends(caller_for("read_mailbox", "update_mailbox", "confirm_mailbox"))]


async def own_orgnr(orgnr: Orgnr, grants: CurrentGrants) -> str:
    """The body that the caller acts for. Raises NotFound for any other."""
    grants.require(relations_to_mailbox(grants.caller, orgnr=orgnr))
    return orgnr


OwnOrgnr = Annotated[str, Depends(own_orgnr)]


def own_mailbox(orgnr: OwnOrgnr, session: ReadSession) -> Mailbox:
    """The body's mailbox; one without an address where it has none."""
    return Mailboxes(session).find(orgnr) or Mailbox(orgnr=orgnr)


def unchanged_mailbox(orgnr: OwnOrgnr, session: WriteSession, expected: ExpectedVersion) -> Mailbox:
    """The body's mailbox, locked. Raises Stale where it is no longer the version that If-Match names."""
    mailbox = Mailboxes(session).of_locked(orgnr)
    refuse_stale(expected, mailbox.version)
    return mailbox


def changed_mailbox(orgnr: OwnOrgnr, session: WriteSession) -> Mailbox:
    """The body's mailbox, locked."""
    return Mailboxes(session).of_locked(orgnr)


OwnMailbox = Annotated[Mailbox, Depends(own_mailbox)]
UnchangedMailbox = Annotated[Mailbox, Depends(unchanged_mailbox)]
ChangedMailbox = Annotated[Mailbox, Depends(changed_mailbox)]
