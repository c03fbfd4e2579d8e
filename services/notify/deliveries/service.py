"""Queues deliveries, claims them for a worker, and writes the letters that are sent."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.ids import new_id
from services.kit.language import Language
from services.notify.deliveries.domain import (
    DAY,
    MAILED_ONCE,
    MORE_WAITING,
    Claimed,
    ClaimedDigest,
    ClaimedLetter,
    ClaimedMessage,
    Letter,
    Mail,
    MailBounds,
)
from services.notify.deliveries.models import Delivery
from services.notify.deliveries.repository import Deliveries
from services.notify.deliveries.templates import rendered
from services.notify.digests.domain import Line
from services.notify.digests.models import DigestLine
from services.notify.digests.repository import Digests
from services.notify.digests.service import digest_text, digest_title
from services.notify.events.repository import HandledEvents
from services.notify.inbox.domain import NewMessage
from services.notify.inbox.repository import Inbox
from services.notify.members.domain import MAILBOX, UNCONFIRMED_MAILBOX, parts_of
from services.notify.preferences.domain import DIGEST, Pace, Wishes, deadline_in, is_mandatory, kind_of
from services.notify.preferences.repository import Preferences, UnsubscribeLinks
from services.notify.tasks.repository import Tasks
from services.notify.texts.letters import letter_text
from services.notify.texts.messages import message_text
from services.notify.texts.words import iso_in_words


def queue_mails(session: Session, messages: Sequence[NewMessage], bounds: MailBounds) -> None:
    """Queue mails of the messages that are to be mailed, unless their person has turned mail off.

    Of what one sender makes, and of one pair, so many mails a day are sent. The others stay in the inbox, and one
    mail says so. What people write to each other is mailed once a day as long as it is not read.
    """
    mailed = [message for message in messages if message.news.mail]
    wishes = Preferences(session).list_wishes({message.person_id for message in mailed})
    at = clock.now()
    timed = {message.id: _timed(message, wishes.get(message.person_id, Wishes()), bounds, at) for message in mailed}
    Digests(session).hold([one for one in timed.values() if isinstance(one, DigestLine)])
    wanted = [message for message in mailed if isinstance(timed[message.id], Mail)]
    wanted = _without_repeated(Deliveries(session), wanted, since=at - DAY)
    if wanted:
        mails = [mail for message in wanted if isinstance(mail := timed[message.id], Mail)]
        _queue_bounded(session, wanted, mails, bounds, at)


def _timed(message: NewMessage, wishes: Wishes, bounds: MailBounds, at: datetime) -> Mail | DigestLine | None:
    """The mail of a message, within its person's hours; a line of the next digest; or None where none is wanted.

    A mail does not wait for the hours, nor for a digest, where the deadline it names would pass before.
    """
    pace, deadline = wishes.pace_of(kind_of(message.news.code)), deadline_in(message.news.params)
    if pace is Pace.OFF:
        return None
    if pace is not Pace.AT_ONCE:
        due = wishes.hours.next_digest(at, pace)
        if deadline is None or deadline > due:
            return DigestLine(message_id=message.id, person_id=message.person_id, due_at=due)
    opens = at if bounds.at_any_time else wishes.hours.next_open(at)
    return _mail_of(message, at=at if deadline is not None and deadline <= opens else opens)


def _queue_bounded(
    session: Session, messages: Sequence[NewMessage], mails: Sequence[Mail], bounds: MailBounds, at: datetime
) -> None:
    """Queue as many of the mails as are sent in a day, and in the place of the others one that says that more waits."""
    counts = Deliveries(session).count_mails({mail.person_id for mail in mails}, since=at - DAY)
    within, held = list[Mail](), list[tuple[NewMessage, Mail]]()
    for message, mail in zip(messages, mails, strict=True):
        if _is_within(bounds, mail, counts):
            counts.update((mail.person_id, by) for by in (mail.sender, mail.pair) if by is not None)
            within.append(mail)
        else:
            held.append((message, mail))
    if held:
        within += _more_waiting(Inbox(session), held, since=at - DAY)
    Deliveries(session).queue(within, at=at)


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


def _more_waiting(inbox: Inbox, held: Sequence[tuple[NewMessage, Mail]], *, since: datetime) -> list[Mail]:
    """Mails that say that more waits, one a day for each person who is sent no mail of these messages."""
    first = {message.person_id: (message, mail.next_try_at) for message, mail in reversed(held)}
    notified = inbox.list_with_code(first, MORE_WAITING, since=since)
    notices = [
        (_notice_of(message), opens) for person_id, (message, opens) in first.items() if person_id not in notified
    ]
    inbox.put([notice for notice, _ in notices])
    return [_mail_of(notice, at=opens) for notice, opens in notices]


def _notice_of(held: NewMessage) -> NewMessage:
    news = replace(
        held.news, event_id=str(new_id()), code=MORE_WAITING, params={}, at=clock.now(), sender=None, pair=None
    )
    return NewMessage(id=new_id(), person_id=held.person_id, news=news)


def _mail_of(message: NewMessage, *, at: datetime) -> Mail:
    news, person_id = message.news, message.person_id
    return Mail(
        message_id=message.id,
        event_id=news.event_id,
        person_id=person_id,
        next_try_at=at,
        sender=news.sender,
        pair=news.pair,
    )


def queue_letter(session: Session, event_id: str, letter_id: str) -> None:
    """Queue a letter that auth ordered; once, however often the event of the order is repeated."""
    if HandledEvents(session).record([event_id]):
        Deliveries(session).add(Delivery(letter_id=letter_id, event_id=event_id))


def claim(session: Session, delivery_ids: Sequence[UUID], *, at: datetime) -> list[Claimed]:
    """What to send, claimed for the time of a lease, without what another worker claimed first."""
    deliveries = Deliveries(session).claim(delivery_ids, at=at)
    content = _Content(session, deliveries)
    return [content.claimed(delivery) for delivery in deliveries]


class _Content:
    """What claimed deliveries carry, and whether it is still wanted: read for all of them at once."""

    def __init__(self, session: Session, deliveries: Sequence[Delivery]) -> None:
        self.messages = Inbox(session).list_by_id([one.message_id for one in deliveries if one.message_id])
        self.digests = Digests(session).list_unread([one.digest_id for one in deliveries if one.digest_id])
        self.chosen = Preferences(session).list_by_person({one.person_id for one in deliveries if one.person_id})
        in_digests = [message for messages in self.digests.values() for message in messages]
        reminders = {_task_of(message.params) for message in [*self.messages.values(), *in_digests]} - {None}
        self.open_tasks = Tasks(session).list_open([UUID(task_id) for task_id in reminders if task_id])
        topics = {(one.person_id, self._topic(one)) for one in deliveries if one.person_id}
        optional = {(person, topic) for person, topic in topics if topic is not None}
        self.tokens = UnsubscribeLinks(session).list_tokens(optional)

    def claimed(self, delivery: Delivery) -> Claimed:
        if delivery.letter_id is not None:
            return ClaimedLetter(delivery_id=delivery.id, tries=delivery.tries, letter_id=delivery.letter_id)
        assert delivery.person_id is not None  # the table's constraint `one_kind`
        person_id, preference = delivery.person_id, self.chosen.get(delivery.person_id)
        topic = self._topic(delivery)
        token = self.tokens[person_id, topic] if topic else None
        language = preference.language if preference else None
        same: Any = {"delivery_id": delivery.id, "tries": delivery.tries, "person_id": person_id}
        same |= {"language": language, "unsubscribe": token}
        if delivery.message_id is None:
            return ClaimedDigest(**same, lines=self._lines(delivery))
        message = self.messages[delivery.message_id]
        wanted = self._wishes(person_id).pace_of(kind_of(message.code)) is not Pace.OFF
        return ClaimedMessage(
            **same, code=message.code, params=message.params, wanted=wanted, waits=self._waits(message.params)
        )

    def _lines(self, delivery: Delivery) -> list[Line]:
        """What the person has not read, and has not turned off meanwhile."""
        assert delivery.digest_id is not None
        assert delivery.person_id is not None
        wishes = self._wishes(delivery.person_id)
        return [
            Line(message_id=message.id, code=message.code, params=message.params)
            for message in self.digests.get(delivery.digest_id, [])
            if self._waits(message.params) and wishes.pace_of(kind_of(message.code)) is not Pace.OFF
        ]

    def _wishes(self, person_id: str) -> Wishes:
        preference = self.chosen.get(person_id)
        return preference.wishes if preference else Wishes()

    def _waits(self, params: Mapping[str, Any]) -> bool:
        """False for a reminder of a task that is closed."""
        task_id = _task_of(params)
        return task_id is None or UUID(task_id) in self.open_tasks

    def _topic(self, delivery: Delivery) -> str | None:
        """What the address in the letter turns off; None where the letter cannot be turned off."""
        if delivery.digest_id is not None:
            return DIGEST
        if delivery.person_id and parts_of(delivery.person_id)[0] in {MAILBOX, UNCONFIRMED_MAILBOX}:
            return None  # coordinators decide on it, not whoever reads it
        kind = kind_of(self.messages[delivery.message_id].code) if delivery.message_id else None
        return None if kind is None or is_mandatory(kind) else str(kind)


def _task_of(params: Mapping[str, Any]) -> str | None:
    """The id of the task that a reminder is about."""
    return params.get("task_id")


def write_message(claimed: ClaimedMessage, *, name: str, email: str, language: Language, origin: str) -> Letter:
    """The letter of a message, in the language chosen in the preferences, else in that of the account."""
    language = Language(claimed.language) if claimed.language else language
    title, text = message_text(claimed.code, claimed.params, language)
    content = rendered("letter", language, name=name, text=text, origin=origin)
    return Letter(
        delivery_id=claimed.delivery_id,
        to=email,
        name=name,
        subject=title,
        text=content,
        language=language,
        unsubscribe=_unsubscribe_at(origin, claimed.unsubscribe),
    )


def write_digest(
    claimed: ClaimedDigest, *, name: str, email: str, language: Language, origin: str, titles: Mapping[UUID, str]
) -> Letter:
    """The letter of a digest. `titles` are those of the needs that its messages are about."""
    language = Language(claimed.language) if claimed.language else language
    groups = digest_text(claimed.lines, titles=titles, origin=origin, language=language)
    return Letter(
        delivery_id=claimed.delivery_id,
        to=email,
        name=name,
        subject=digest_title(claimed.lines, language),
        text=rendered("digest", language, name=name, groups=groups, origin=origin),
        language=language,
        unsubscribe=_unsubscribe_at(origin, claimed.unsubscribe),
    )


def _unsubscribe_at(origin: str, token: str | None) -> str | None:
    return f"{origin}/notify/v1/unsubscriptions/{token}" if token else None


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
