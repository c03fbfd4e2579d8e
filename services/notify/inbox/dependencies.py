"""What the routes about the inbox are given."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from services.kit.access.guard import CurrentGrants, caller_for
from services.kit.access.table import Caller
from services.kit.web.session import WriteSession
from services.notify.access import relations_to_message
from services.notify.inbox.models import Message
from services.notify.inbox.repository import Inbox

Myself = Annotated[Caller, Depends(caller_for("list_messages", "read_message", "mark_message_read"))]


async def inbox_to_change(session: WriteSession) -> Inbox:
    return Inbox(session)


ChangedInbox = Annotated[Inbox, Depends(inbox_to_change)]


def changed_message(message_id: UUID, grants: CurrentGrants, inbox: ChangedInbox) -> Message:
    """The message, locked. Raises NotFound also where it is another person's."""
    message = inbox.get_locked(message_id)
    grants.require(relations_to_message(grants.caller, person_id=message.person_id))
    return message


ChangedMessage = Annotated[Message, Depends(changed_message)]
UnreadOnly = Annotated[bool, Query(alias="unread", description="Only what you have not read")]
