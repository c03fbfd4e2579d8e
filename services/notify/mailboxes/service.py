"""Sets and confirms bodies' shared addresses, and finds them for what their coordinators are mailed."""

from collections.abc import Callable, Collection, Mapping
from datetime import timedelta

from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.data.database import Database
from services.kit.errors import Invalid, TooManyRequests
from services.kit.ids import hashed, new_id, new_secret
from services.kit.language import Language
from services.notify.deliveries.domain import MailBounds
from services.notify.deliveries.service.queues import queue_mails
from services.notify.inbox.domain import News
from services.notify.inbox.repository import Inbox
from services.notify.inbox.service import put_messages
from services.notify.mailboxes.models import Mailbox
from services.notify.mailboxes.repository import Mailboxes
from services.notify.mailboxes.schemas import MailboxRead, MailboxUpdate
from services.notify.members.domain import MAILBOX, UNCONFIRMED_MAILBOX, audience_of, parts_of
from services.notify.peers import Contact, Peers
from services.scheme.roles import Role

CODE_LASTS = timedelta(days=1)
_MAILED = frozenset({Role.COORDINATOR, Role.REQUESTER})
BETWEEN_CODES = timedelta(minutes=10)  # nobody's address is flooded with codes


def update_mailbox(session: Session, mailbox: Mailbox, asked: MailboxUpdate) -> MailboxRead:
    """Store the address, and mail a code to it where it is new, or was put before just so. Raises TooManyRequests.

    To put the address that is used forgets another that waits for its code.
    """
    in_other_language = mailbox.language != asked.language
    mailbox.language = asked.language
    if asked.email is None or asked.email == mailbox.email:
        mailbox.email, mailbox.new_email, mailbox.code_hash = asked.email, None, None
    elif asked.email != mailbox.new_email or not in_other_language:
        _send_code(session, mailbox, asked.email)
    Mailboxes(session).keep(mailbox)
    return MailboxRead.of(mailbox)


def _send_code(session: Session, mailbox: Mailbox, email: str) -> None:
    now, code = clock.now(), new_secret()
    if mailbox.code_sent_at is not None and now < mailbox.code_sent_at + BETWEEN_CODES:
        wait = mailbox.code_sent_at + BETWEEN_CODES - now
        raise TooManyRequests(seconds=int(wait.total_seconds()) + 1)
    mailbox.new_email, mailbox.code_hash, mailbox.code_sent_at = email, hashed(code), now
    recipient = audience_of(UNCONFIRMED_MAILBOX, mailbox.orgnr)
    news = News(
        event_id=str(new_id()),
        audience=recipient,
        code="mailbox_code",
        subject=mailbox.orgnr,
        params={"code": code},  # of no use before a coordinator enters it, and after a day
        at=now,
        mail=True,
        sender=None,
        pair=None,
    )
    queue_mails(session, put_messages(Inbox(session), [(news, recipient)]), MailBounds(at_any_time=True))


def confirm_mailbox(session: Session, mailbox: Mailbox, code: str) -> MailboxRead:
    """Use the new address from now on. Doing it again changes nothing. Raises Invalid."""
    if mailbox.code_hash is None or mailbox.code_hash != hashed(code):
        raise Invalid(("/code", "wrong_value"))
    if mailbox.new_email is not None:
        if mailbox.code_sent_at is None or clock.now() > mailbox.code_sent_at + CODE_LASTS:
            raise Invalid(("/code", "past"))
        mailbox.email, mailbox.new_email = mailbox.new_email, None
        Mailboxes(session).keep(mailbox)
    return MailboxRead.of(mailbox)


def list_recipients(session: Session, audiences: Collection[str]) -> Mapping[str, list[str]]:
    """The mailboxes that get what each of the audiences is mailed: a body's gets what its coordinators are.

    They are requesters too.
    """
    bodies = {audience: body for audience in audiences for role, body in [parts_of(audience)] if role in _MAILED}
    used = Mailboxes(session).list_used(set(bodies.values()))
    return {audience: [audience_of(MAILBOX, body)] for audience, body in bodies.items() if body in used}


def contact_finder(peers: Peers) -> Callable[[Database, str], Contact | None]:
    """Finds the address of a recipient that is a mailbox."""

    def find_contact(database: Database, recipient: str) -> Contact | None:
        kind, orgnr = parts_of(recipient)
        with database.read() as session:
            mailbox = Mailboxes(session).find(orgnr)
            email = mailbox and (mailbox.email if kind == MAILBOX else mailbox.new_email)
            language = Language(mailbox.language) if mailbox else Language.NB
        if not email:
            return None
        names = peers.find_body_names([orgnr]).get(orgnr, {})
        return Contact(name=names.get(language, orgnr), email=email, language=language)

    return find_contact
