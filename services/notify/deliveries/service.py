"""Queues deliveries, claims them for a worker, and writes the letters that are sent."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.ids import new_id
from services.kit.language import Language
from services.notify.deliveries.domain import (
    DAY,
    MAILED_ONCE,
    MORE_WAITING,
    ClaimedLetter,
    ClaimedMessage,
    Letter,
    Mail,
    MailBounds,
    Outcome,
)
from services.notify.deliveries.errors import AddressRefused
from services.notify.deliveries.models import Delivery
from services.notify.deliveries.repository import Deliveries
from services.notify.deliveries.templates import rendered
from services.notify.events.repository import HandledEvents
from services.notify.inbox.domain import NewMessage
from services.notify.inbox.models import Message
from services.notify.inbox.repository import Inbox
from services.notify.preferences.models import Preference
from services.notify.preferences.repository import Preferences
from services.notify.preferences.service import wants_mail
from services.notify.suppressions.service import suppress
from services.notify.texts.letters import letter_text
from services.notify.texts.messages import message_text
from services.notify.texts.words import iso_in_words


def queue_mails(session: Session, messages: Sequence[NewMessage], bounds: MailBounds) -> None:
    """Queue mails of the messages that are to be mailed, unless their person has turned mail off.

    Of what one sender makes, and of one pair, so many mails a day are sent. The others stay in the inbox, and one
    mail says so. What people write to each other is mailed once a day as long as it is not read.
    """
    mailed = [message for message in messages if message.news.mail]
    people = {message.person_id for message in mailed}
    chosen = Preferences(session).list_email(people) if people else {}
    wanted = [message for message in mailed if wants_mail(chosen.get(message.person_id))]
    since = clock.now() - DAY
    wanted = _without_repeated(Deliveries(session), wanted, since=since)
    if not wanted:
        return
    counts = Deliveries(session).count_mails({message.person_id for message in wanted}, since=since)
    mails, held = list[Mail](), list[NewMessage]()
    for message in wanted:
        mail = _mail_of(message)
        if _is_within(bounds, mail, counts):
            counts.update((mail.person_id, by) for by in (mail.sender, mail.pair) if by is not None)
            mails.append(mail)
        else:
            held.append(message)
    if held:
        mails += _more_waiting(Inbox(session), held, since=since)
    Deliveries(session).queue(mails, at=clock.now())


def _without_repeated(deliveries: Deliveries, wanted: Sequence[NewMessage], *, since: datetime) -> list[NewMessage]:
    """Without another mail that somebody wrote about the same thing, where what the first was about is not read."""
    people = {message.person_id for message in wanted if message.news.code in MAILED_ONCE}
    waiting = set(deliveries.list_unread_mailed(people, since=since)) if people else set()
    kept = []
    for message in wanted:
        about = (message.person_id, message.news.code, message.news.subject)
        if message.news.code not in MAILED_ONCE:
            kept.append(message)
        elif about not in waiting:
            waiting.add(about)
            kept.append(message)
    return kept


def _is_within(bounds: MailBounds, mail: Mail, counts: Counter[tuple[str, str]]) -> bool:
    of_sender = counts[mail.person_id, mail.sender] if mail.sender else 0
    of_pair = counts[mail.person_id, mail.pair] if mail.pair else 0
    return of_sender < bounds.from_one and of_pair < bounds.about_pair


def _more_waiting(inbox: Inbox, held: Sequence[NewMessage], *, since: datetime) -> list[Mail]:
    """Mails that say that more waits, one a day for each person who is sent no mail of these messages."""
    first = {message.person_id: message for message in reversed(held)}
    notified = inbox.list_with_code(first, MORE_WAITING, since=since)
    notices = [_notice_of(message) for person_id, message in first.items() if person_id not in notified]
    inbox.put(notices)
    return [_mail_of(notice) for notice in notices]


def _notice_of(held: NewMessage) -> NewMessage:
    news = replace(
        held.news, event_id=str(new_id()), code=MORE_WAITING, params={}, at=clock.now(), sender=None, pair=None
    )
    return NewMessage(id=new_id(), person_id=held.person_id, news=news)


def _mail_of(message: NewMessage) -> Mail:
    news, person_id = message.news, message.person_id
    return Mail(message_id=message.id, event_id=news.event_id, person_id=person_id, sender=news.sender, pair=news.pair)


def queue_letter(session: Session, event_id: str, letter_id: str) -> None:
    """Queue a letter that auth ordered; once, however often the event of the order is repeated."""
    if HandledEvents(session).record([event_id]):
        Deliveries(session).add(Delivery(letter_id=letter_id, event_id=event_id))


def claim(session: Session, delivery_ids: Sequence[UUID], *, at: datetime) -> list[ClaimedMessage | ClaimedLetter]:
    """What to send, claimed for the time of a lease, without what another worker claimed first."""
    deliveries = Deliveries(session).claim(delivery_ids, at=at)
    of_messages = [delivery for delivery in deliveries if delivery.letter_id is None]
    messages = Inbox(session).list_by_id([one.message_id for one in of_messages if one.message_id])
    chosen = Preferences(session).list_by_person({one.person_id for one in of_messages if one.person_id})
    return [
        _claimed_message(delivery, messages, chosen)
        if delivery.letter_id is None
        else ClaimedLetter(delivery_id=delivery.id, tries=delivery.tries, letter_id=delivery.letter_id)
        for delivery in deliveries
    ]


def _claimed_message(
    delivery: Delivery, messages: Mapping[UUID, Message], chosen: Mapping[str, Preference]
) -> ClaimedMessage:
    assert delivery.message_id is not None  # the table's constraint `one_kind`
    assert delivery.person_id is not None
    message, preference = messages[delivery.message_id], chosen.get(delivery.person_id)
    return ClaimedMessage(
        delivery_id=delivery.id,
        tries=delivery.tries,
        person_id=delivery.person_id,
        code=message.code,
        params=message.params,
        wanted=wants_mail(preference.email if preference else None),
        language=preference.language if preference else None,
    )


def conclude(
    session: Session, claimed: ClaimedMessage | ClaimedLetter, outcome: Outcome, *, sent_to: str | None, at: datetime
) -> None:
    """Record how a claim ended. Nothing more is sent to an address that refused it."""
    mine = Deliveries(session).conclude(claimed.delivery_id, outcome, tries=claimed.tries, at=at, sent_to=sent_to)
    if mine and sent_to is not None and outcome.reason == AddressRefused.code:
        person_id = claimed.person_id if isinstance(claimed, ClaimedMessage) else None
        suppress(session, sent_to, reason=AddressRefused.code, person_id=person_id, at=at)


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
