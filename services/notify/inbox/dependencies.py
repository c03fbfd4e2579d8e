"""What the routes about the inbox are given."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from services.kit.access.guard import CurrentGrants, caller_for
from services.kit.access.table import Caller
from services.kit.errors import Invalid
from services.kit.lists import Order
from services.kit.web.list_parameters import Ids, OrderBy, UpdatedSince, asked_of
from services.kit.web.session import WriteSession
from services.notify.access import relations_to_message
from services.notify.inbox.domain import WantedMessages
from services.notify.inbox.models import Message
from services.notify.inbox.repository import Inbox
from services.notify.texts.messages import MESSAGES

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


async def wanted_messages(
    *,
    ids: Ids = None,
    code: Annotated[list[str] | None, Query(description="Only messages with these codes")] = None,
    unread: Annotated[bool, Query(description="Only what you have not read")] = False,
    updated_since: UpdatedSince = None,
    order: OrderBy = None,
) -> WantedMessages:
    """Which messages are asked for: the newest first, where no order is.

    Who asks for the latest changes wants to know of what was read too.
    """
    orders = (Order.NEWEST, Order.OLDEST, *(() if unread else (Order.CHANGED,)))
    asked = asked_of(orders=orders, order=order or Order.NEWEST, ids=ids, updated_since=updated_since)
    codes = None if code is None else frozenset(",".join(code).split(","))
    if codes is not None and not codes <= MESSAGES.keys():
        raise Invalid(("/code", "wrong_value"), legal=sorted(MESSAGES))
    return WantedMessages(
        order=asked.order, ids=asked.ids, updated_since=asked.updated_since, codes=codes, unread=unread
    )


AskedMessages = Annotated[WantedMessages, Depends(wanted_messages)]
