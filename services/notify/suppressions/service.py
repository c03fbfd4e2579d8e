"""Suppresses addresses that refuse mail, and notifies their people in the inbox, which needs no address."""

from datetime import datetime

from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.data.snapshot import Snapshot
from services.kit.ids import new_id
from services.notify.inbox.domain import NewMessage, News
from services.notify.inbox.repository import Inbox
from services.notify.members.domain import PERSON, audience_of, is_mailbox, parts_of
from services.notify.members.service import list_people
from services.notify.suppressions.domain import LASTS, MAIL_RETURNED
from services.notify.suppressions.repository import Suppressions, holds
from services.scheme.roles import Role


def is_suppressed(snapshot: Snapshot, address_hash: str, *, at: datetime) -> bool:
    return holds(snapshot, address_hash, since=at - LASTS)


def suppress(session: Session, address_hash: str, *, reason: str, recipient: str | None, at: datetime) -> None:
    """Send nothing more to the address, and notify the person once, or the coordinators whose shared address it is.

    Letters that auth orders have no recipient of ours.
    """
    suppressions = Suppressions(session)
    suppressions.forget(before=at - LASTS)
    if not suppressions.put(address_hash, reason=reason, at=at) or recipient is None:
        return
    people = [recipient]
    if is_mailbox(recipient):
        audience = audience_of(Role.COORDINATOR, parts_of(recipient)[1])
        people = list(list_people(session, {(audience, clock.today())})[audience, clock.today()])
    Inbox(session).put([_notice(person_id, at=at) for person_id in people])


def _notice(person_id: str, *, at: datetime) -> NewMessage:
    news = News(
        event_id=str(new_id()),
        audience=audience_of(PERSON, person_id),
        code=MAIL_RETURNED,
        subject=person_id,
        params={},
        at=at,
        mail=False,  # it would not arrive
        sender=None,
        pair=None,
    )
    return NewMessage(id=new_id(), person_id=person_id, news=news)


def count_suppressed(session: Session, *, at: datetime) -> int:
    return Suppressions(session).count(since=at - LASTS)


def lift(session: Session, address_hash: str) -> bool:
    """Send to the address again. False where it was not suppressed."""
    return Suppressions(session).lift(address_hash)
