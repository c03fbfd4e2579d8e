"""Queues deliveries, claims them for a worker, and writes the letters that are sent."""

from datetime import datetime
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.ids import new_id
from services.kit.language import Language
from services.notify.deliveries.domain import DAY, MORE_WAITING, ClaimedLetter, ClaimedMessage, Letter, MailBounds
from services.notify.deliveries.models import Delivery
from services.notify.deliveries.repository import Deliveries
from services.notify.deliveries.templates import rendered
from services.notify.events.repository import HandledEvents
from services.notify.inbox.models import Message
from services.notify.inbox.repository import Inbox
from services.notify.preferences.repository import Preferences
from services.notify.preferences.service import wants_mail
from services.notify.texts.letters import letter_text
from services.notify.texts.messages import message_text
from services.notify.texts.words import iso_in_words


def queue_message(
    session: Session,
    message: Message,
    bounds: MailBounds,
    *,
    sender: str | None = None,
    pair: str | None = None,
) -> None:
    """Queue a mail of a message, unless the person has turned mail off.

    Of what one sender makes, and of one pair, so many mails a day are sent. The others stay in the inbox, and one
    mail says so.
    """
    if not wants_mail(Preferences(session).find(message.person_id)):
        return
    deliveries, since = Deliveries(session), clock.now() - DAY
    count = partial(deliveries.count_mails, message.person_id, since=since)
    if (sender and count(sender=sender) >= bounds.from_one) or (pair and count(pair=pair) >= bounds.about_pair):
        _queue_more_waiting(session, message, since=since)
        return
    deliveries.add(_delivery_of(message, sender=sender, pair=pair))


def _queue_more_waiting(session: Session, held: Message, *, since: datetime) -> None:
    inbox = Inbox(session)
    if inbox.has_since(held.person_id, MORE_WAITING, since=since):
        return
    notice = Message(
        event_id=str(new_id()),
        person_id=held.person_id,
        code=MORE_WAITING,
        subject=held.subject,
        params={},
        at=clock.now(),
    )
    Deliveries(session).add(_delivery_of(inbox.add(notice)))


def _delivery_of(message: Message, *, sender: str | None = None, pair: str | None = None) -> Delivery:
    return Delivery(
        message_id=message.id, event_id=message.event_id, person_id=message.person_id, sender=sender, pair=pair
    )


def queue_letter(session: Session, event_id: str, letter_id: str) -> None:
    """Queue a letter that auth ordered; once, however often the event of the order is repeated."""
    if HandledEvents(session).record(event_id):
        Deliveries(session).add(Delivery(letter_id=letter_id, event_id=event_id))


def claim(session: Session, delivery_id: UUID, *, at: datetime) -> ClaimedMessage | ClaimedLetter | None:
    """What to send, claimed for the time of a lease; None where another worker was first."""
    delivery = Deliveries(session).claim(delivery_id, at=at)
    if delivery is None:
        return None
    if delivery.letter_id is not None:
        return ClaimedLetter(delivery_id=delivery.id, tries=delivery.tries, letter_id=delivery.letter_id)
    return _claimed_message(session, delivery)


def _claimed_message(session: Session, delivery: Delivery) -> ClaimedMessage:
    assert delivery.message_id is not None  # the table's constraint `one_kind`
    assert delivery.person_id is not None
    message, preference = Inbox(session).get(delivery.message_id), Preferences(session).find(delivery.person_id)
    return ClaimedMessage(
        delivery_id=delivery.id,
        tries=delivery.tries,
        person_id=delivery.person_id,
        code=message.code,
        params=message.params,
        wanted=wants_mail(preference),
        language=preference.language if preference else None,
    )


def write_message(claimed: ClaimedMessage, *, name: str, email: str, language: Language, origin: str) -> Letter:
    """The letter of a message, in the language chosen in the preferences, else in that of the account."""
    language = Language(claimed.language) if claimed.language else language
    title, text = message_text(claimed.code, claimed.params, language)
    content = rendered("letter", language, name=name, text=text, origin=origin)
    return Letter(delivery_id=claimed.delivery_id, to=email, name=name, subject=title, text=content, language=language)


def write_letter(
    delivery_id: UUID,
    *,
    purpose: str,
    email: str,
    body: str | None,
    link: str,
    expires_at: datetime,
    language: Language,
) -> Letter:
    """The letter that carries a single-use link to an address; it names no person."""
    title, text = letter_text(purpose, body=body, language=language)
    until = iso_in_words(expires_at.isoformat(), language)
    content = rendered("link", language, text=text, link=link, until=until)
    return Letter(delivery_id=delivery_id, to=email, name="", subject=title, text=content, language=language)
