"""Changes passwords: by a mailed link for whoever forgot theirs, or with the old password."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from services.auth.audit.models import Action
from services.auth.audit.service import NOBODY, Actor, record_audit
from services.auth.credentials.domain import words_of
from services.auth.credentials.passwords import hash_new_password
from services.auth.letters.domain import Purpose
from services.auth.letters.errors import LinkNotOpen
from services.auth.letters.repository import Letters
from services.auth.letters.service import may_mail, order_letter, take_letter_place
from services.auth.limits.repository import KnownBrowsers
from services.auth.people.models import Person
from services.auth.people.repository import People
from services.auth.sessions.domain import EndReason
from services.auth.sessions.repository import Sessions
from services.auth.sessions.service import end_sessions_of
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.access.table import Caller
from services.kit.data.database import Database
from services.kit.errors import NotFound
from services.kit.ids import hashed
from services.kit.language import Language

_LINK_WORKS = timedelta(hours=1)
_NOTICE_WORKS = timedelta(days=3)  # the link in the notice, for an owner who did not change the password


def ask_new_password(database: Database, settings: AuthSettings, email: str, *, source: str) -> None:
    """Mail a link to the address where it has an account with a password. Neither response nor time reveals whether.

    For another address a letter is ordered too; it has no recipient and has expired already. Raises TooManyAsked for
    a network that asks for many.
    """
    take_letter_place(database, settings, source=source)
    with database.write() as session:
        person = People(session).find_by_email(email)
        owner = person if person is not None and _has_password(person) else None
        record_audit(session, Action.PASSWORD_RESET_ASKED, NOBODY, about=("person", person.id) if person else None)
        if may_mail(session, settings, Purpose.PASSWORD, email=email, source=source, known=owner is not None):
            _mail_link(session, settings, owner, email=email)


def _mail_link(session: Session, settings: AuthSettings, person: Person | None, *, email: str) -> None:
    """Mail the link to that address of the person. Without a person it does the same work and sends nothing."""
    to = {"email": email, "language": person.language} if person else {"email": "", "language": Language.NB}
    works = _LINK_WORKS if person else timedelta(0)
    order_letter(session, settings, Purpose.PASSWORD, **to, expires_at=clock.now() + works)


def mail_password_link(session: Session, settings: AuthSettings, person: Person, *, by: Actor) -> None:
    """Mail the link to somebody who asked the operator for it. Raises NotFound where the account has no password."""
    if not _has_password(person):
        raise NotFound()
    record_audit(session, Action.PASSWORD_RESET_ASKED, by, about=("person", person.id))
    _mail_link(session, settings, person, email=person.email)


def reset_password(database: Database, settings: AuthSettings, token: str, *, email: str, password: str) -> UUID:
    """Set a new password by a mailed link, and use the link up. Returns the person's id.

    Raises LinkNotOpen for all but the first call, GuessablePassword.
    """
    chosen = hash_new_password(password, words=words_of(email))
    with database.write() as session:
        person = People(session).find_by_email_locked(email)
        if person is None or person.disabled_at is not None or not Letters(session).use(hashed(token), at=clock.now()):
            raise LinkNotOpen()
        People(session).prove(email, at=clock.now())
        _set_password(session, settings, person, chosen)
        record_audit(session, Action.PASSWORD_RESET, Actor(sub=str(person.id)), about=("person", person.id))
        return person.id


def change_password(session: Session, settings: AuthSettings, person_id: UUID, chosen: str, *, by: Caller) -> Person:
    """Set a new password, already hashed, for somebody who proved the old one."""
    person = People(session).get_locked(person_id)
    _set_password(session, settings, person, chosen)
    record_audit(session, Action.PASSWORD_CHANGED, by, about=("person", person.id))
    return person


def _has_password(person: Person) -> bool:
    return person.password_hash is not None and person.disabled_at is None


def _set_password(session: Session, settings: AuthSettings, person: Person, chosen: str) -> None:
    """Set the password, lock out whoever knew the old one, and notify the owner by mail to all their addresses.

    The person's sessions end, their known browsers are forgotten, and open password links are void.
    """
    person.password_hash, person.version = chosen, person.version + 1
    People(session).flush()
    end_sessions_of(Sessions(session), person.id, reason=EndReason.PASSWORD_CHANGED)
    KnownBrowsers(session).forget_all_of(person.id)
    for address in People(session).list_all_addresses(person.id):
        Letters(session).void(address.email, (Purpose.PASSWORD, Purpose.PASSWORD_CHANGED), at=clock.now())
        to = {"email": address.email, "language": person.language}
        order_letter(session, settings, Purpose.PASSWORD_CHANGED, **to, expires_at=clock.now() + _NOTICE_WORKS)
