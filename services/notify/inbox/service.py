"""Puts messages into inboxes, and returns them in their reader's language."""

from collections.abc import Iterable

from services.kit import clock
from services.kit.data.versions import next_version
from services.kit.ids import new_id
from services.kit.language import Language
from services.notify.inbox.domain import NewMessage, News
from services.notify.inbox.models import Message
from services.notify.inbox.repository import Inbox
from services.notify.inbox.schemas import MessageRead
from services.notify.texts.messages import message_text


def put_messages(inbox: Inbox, addressed: Iterable[tuple[News, str]]) -> list[NewMessage]:
    """Put news into people's inboxes, one message for each event and person. Returns the new ones."""
    first: dict[tuple[str, str], NewMessage] = {}
    for news, person_id in addressed:
        if (news.event_id, person_id) not in first:
            first[news.event_id, person_id] = NewMessage(id=new_id(), person_id=person_id, news=news)
    new = inbox.put(list(first.values()))
    return [message for message in first.values() if message.id in new]


def show_message(message: Message, *, language: Language) -> MessageRead:
    title, text = message_text(message.code, message.params, language)
    return MessageRead.of(message, title=title, text=text)


def mark_read(inbox: Inbox, message: Message) -> Message:
    """Record the time of the first reading; a later reading changes nothing."""
    if message.read_at is None:
        message.read_at = clock.now()
        next_version(message)
        inbox.add(message)
    return message
