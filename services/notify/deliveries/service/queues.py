"""Queues deliveries: of messages at once or in a digest, within people's hours and bounds, and of letters."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.ids import new_id
from services.notify.deliveries.domain import DAY, MAILED_ONCE, MORE_WAITING, Mail, MailBounds
from services.notify.deliveries.models import Delivery
from services.notify.deliveries.repository import Deliveries
from services.notify.digests.models import DigestLine
from services.notify.digests.repository import Digests
from services.notify.events.repository import HandledEvents
from services.notify.inbox.domain import NewMessage
from services.notify.inbox.repository import Inbox
from services.notify.preferences.domain import Pace, Wishes, deadline_in, kind_of
from services.notify.preferences.repository import Preferences


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
