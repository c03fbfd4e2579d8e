"""Puts messages into inboxes, and returns them in their reader's language."""

from services.kit import clock
from services.kit.language import Language
from services.notify.inbox.models import Announcement, Message
from services.notify.inbox.repository import Inbox
from services.notify.inbox.schemas import MessageRead
from services.notify.texts.messages import message_text


def put_message(inbox: Inbox, announcement: Announcement, person_id: str) -> Message | None:
    """Put an announcement into one person's inbox; None where the person has a message about that event already."""
    if inbox.has(announcement.event_id, person_id):
        return None
    content = announcement.model_dump(include={"event_id", "code", "subject", "params", "at"})
    return inbox.add(Message(person_id=person_id, **content))


def read_message(message: Message, *, language: Language) -> MessageRead:
    title, text = message_text(message.code, message.params, language)
    return MessageRead.of(message, title=title, text=text)


def mark_read(inbox: Inbox, message: Message) -> Message:
    """Record the time of the first reading; a later reading changes nothing."""
    if message.read_at is None:
        message.read_at = clock.now()
        message.version += 1
        inbox.add(message)
    return message
