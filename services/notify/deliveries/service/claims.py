"""Claims deliveries for a worker, with all that is needed to write their letters, and records how claims ended."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.notify.abouts.domain import Addressee, subject_of_message
from services.notify.deliveries.domain import Claimed, ClaimedDigest, ClaimedLetter, ClaimedMessage, Outcome
from services.notify.deliveries.errors import AddressRefused, AddressSuppressed
from services.notify.deliveries.models import Delivery
from services.notify.deliveries.repository import Deliveries
from services.notify.digests.domain import Line
from services.notify.digests.repository import Digests
from services.notify.inbox.models import Message
from services.notify.inbox.repository import Inbox
from services.notify.mails.domain import MailedMessage
from services.notify.members.domain import is_mailbox, readers_of
from services.notify.members.repository import Members
from services.notify.preferences.domain import DIGEST, Pace, Wishes, is_mandatory, kind_of
from services.notify.preferences.repository import Preferences, UnsubscribeLinks
from services.notify.suppressions.service import notify_suppressed, suppress
from services.notify.tasks.repository import Tasks


def claim(session: Session, delivery_ids: Sequence[UUID], *, at: datetime) -> list[Claimed]:
    """What to send, claimed for the time of a lease, without what another worker claimed first."""
    deliveries = Deliveries(session).claim(delivery_ids, at=at)
    content = _Content(session, deliveries)
    return [content.claimed(delivery) for delivery in deliveries]


def conclude(session: Session, claimed: Claimed, outcome: Outcome, *, sent_to: str | None, at: datetime) -> None:
    """Record how a claim ended. Nothing more is sent to an address that refused it, and its people are notified."""
    mine = Deliveries(session).conclude(claimed.delivery_id, outcome, tries=claimed.tries, at=at, sent_to=sent_to)
    recipient = _recipient_of(claimed)
    if mine and sent_to is not None and outcome.reason == AddressRefused.code:
        suppress(session, sent_to, reason=AddressRefused.code, recipient=recipient, at=at)
    if mine and recipient is not None and outcome.reason == AddressSuppressed.code:
        notify_suppressed(session, recipient, at=at)


def _recipient_of(claimed: Claimed) -> str | None:
    """None of a letter that auth ordered, which may be for somebody without an account."""
    if isinstance(claimed, ClaimedMessage):
        return claimed.to.person_id
    return claimed.person_id if isinstance(claimed, ClaimedDigest) else None


class _Content:
    """What claimed deliveries carry, and whether it is still wanted: read for all of them at once."""

    def __init__(self, session: Session, deliveries: Sequence[Delivery]) -> None:
        self.messages = Inbox(session).list_by_id([one.message_id for one in deliveries if one.message_id])
        self.digests = Digests(session).list_unread([one.digest_id for one in deliveries if one.digest_id])
        people = {one.person_id for one in deliveries if one.person_id}
        self.chosen, self.roles = Preferences(session).list_by_person(people), Members(session).list_roles_of(people)
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
        same: Any = {"delivery_id": delivery.id, "tries": delivery.tries}
        same |= {"language": preference.language if preference else None, "unsubscribe": token}
        if delivery.message_id is None:
            return ClaimedDigest(**same, person_id=person_id, lines=self._lines(delivery))
        message = self.messages[delivery.message_id]
        return ClaimedMessage(
            **same,
            to=self._addressee(person_id, message),
            message=MailedMessage(
                message_id=message.id, code=message.code, subject=message.subject, params=message.params
            ),
            wanted=self._wishes(person_id).pace_of(kind_of(message.code)) is not Pace.OFF,
            waits=self._waits(message.params),
        )

    def _addressee(self, person_id: str, message: Message) -> Addressee:
        return Addressee(
            person_id=person_id,
            readers=readers_of(person_id, self.roles.get(person_id, {})),
            subject=subject_of_message(message.code, subject=message.subject, params=message.params),
        )

    def _lines(self, delivery: Delivery) -> list[Line]:
        """What the person has not read, and has not turned off meanwhile."""
        assert delivery.digest_id is not None
        assert delivery.person_id is not None
        wishes = self._wishes(delivery.person_id)
        return [
            Line(message_id=message.id, code=message.code, subject=message.subject, params=message.params)
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
        if delivery.person_id and is_mailbox(delivery.person_id):
            return None  # coordinators decide on it, not whoever reads it
        kind = kind_of(self.messages[delivery.message_id].code) if delivery.message_id else None
        return None if kind is None or is_mandatory(kind) else str(kind)


def _task_of(params: Mapping[str, Any]) -> str | None:
    """The id of the task that a reminder is about."""
    return params.get("task_id")
