"""Suppresses addresses that refuse mail, and notifies their people in the inbox, which needs no address."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.data.snapshot import Snapshot
from services.kit.ids import new_id
from services.notify.inbox.domain import NewMessage, News
from services.notify.inbox.repository import Inbox
from services.notify.members.domain import PERSON, audience_of, is_mailbox, parts_of
from services.notify.members.service import list_people
from services.notify.suppressions.domain import LASTS, MAIL_RETURNED, MAILBOX_RETURNED
from services.notify.suppressions.repository import Suppressions, holds
from services.scheme.roles import Role


def is_suppressed(snapshot: Snapshot, address_hash: str, *, at: datetime) -> bool:
    return holds(snapshot, address_hash, since=at - LASTS)


def suppress(session: Session, address_hash: str, *, reason: str, recipient: str | None, at: datetime) -> None:
    """Send nothing more to the address, and notify its people. Letters that auth orders have no recipient of ours."""
    suppressions = Suppressions(session)
    suppressions.forget(before=at - LASTS)
    is_new = suppressions.put(address_hash, reason=reason, at=at)
    if is_new and recipient is not None:
        _notify(session, recipient, at=at)


def notify_suppressed(session: Session, recipient: str, *, at: datetime) -> None:
    """Notify the people of an address that nothing is sent to, unless they were: it may have refused auth's letters."""
    _notify(session, recipient, at=at, unless_since=at - LASTS)


def _notify(session: Session, recipient: str, *, at: datetime, unless_since: datetime | None = None) -> None:
    """Notify the person, or the coordinators whose shared address it is."""
    code, people = _notified(session, recipient)
    inbox = Inbox(session)
    known = inbox.list_with_code(people, code, since=unless_since) if unless_since and people else set()
    inbox.put([_notice(code, one, recipient, at=at) for one in people if one not in known])


def _notified(session: Session, recipient: str) -> tuple[str, Sequence[str]]:
    """The code of the message, and whom it goes to."""
    if not is_mailbox(recipient):
        return MAIL_RETURNED, [recipient]
    audience = (audience_of(Role.COORDINATOR, parts_of(recipient)[1]), clock.today())
    return MAILBOX_RETURNED, list(list_people(session, {audience})[audience])


def _notice(code: str, person_id: str, recipient: str, *, at: datetime) -> NewMessage:
    news = News(
        event_id=str(new_id()),
        audience=audience_of(PERSON, person_id),
        code=code,
        subject=parts_of(recipient)[1] if is_mailbox(recipient) else recipient,
        params={},
        at=at,
        mail=False,  # it would not arrive, or say nothing of the address it comes to
        sender=None,
        pair=None,
    )
    return NewMessage(id=new_id(), person_id=person_id, news=news)


def count_suppressed(session: Session, *, at: datetime) -> int:
    return Suppressions(session).count(since=at - LASTS)


def lift(session: Session, address_hash: str) -> bool:
    """Send to the address again. False where it was not suppressed."""
    return Suppressions(session).lift(address_hash)
