"""Writes the letters of claimed deliveries."""

from collections.abc import Mapping
from uuid import UUID

from services.kit.language import Language
from services.notify.abouts.domain import MailAbout
from services.notify.deliveries.domain import ClaimedDigest, ClaimedMessage, Letter
from services.notify.digests.service import digest_content
from services.notify.mails.domain import Content, Why
from services.notify.mails.service import letter_content, message_content
from services.notify.members.domain import is_mailbox
from services.notify.peers import Contact, OrderedLetter
from services.notify.preferences.domain import is_mandatory, kind_of


def write_message(claimed: ClaimedMessage, about: MailAbout, *, contact: Contact, web: str, origin: str) -> Letter:
    """The letter of a message, in the language chosen in the preferences, else in that of the account."""
    language = _language(claimed, contact)
    content = message_content(claimed.message, about, name=contact.name, language=language, web=web, why=_why(claimed))
    return _letter(
        claimed.delivery_id,
        content,
        to=contact.email,
        name=contact.name,
        language=language,
        unsubscribe=_unsubscribe_at(origin, claimed.unsubscribe),
    )


def _why(claimed: ClaimedMessage) -> Why:
    if is_mailbox(claimed.to.person_id):
        return Why.MAILBOX
    return Why.MANDATORY if is_mandatory(kind_of(claimed.message.code)) else Why.CHOSEN


def write_digest(
    claimed: ClaimedDigest, *, contact: Contact, titles: Mapping[UUID, str], web: str, origin: str
) -> Letter:
    """The letter of a digest. `titles` are those of the needs that its messages are about."""
    language = _language(claimed, contact)
    content = digest_content(claimed.lines, titles=titles, name=contact.name, language=language, web=web)
    return _letter(
        claimed.delivery_id,
        content,
        to=contact.email,
        name=contact.name,
        language=language,
        unsubscribe=_unsubscribe_at(origin, claimed.unsubscribe),
    )


def write_letter(delivery_id: UUID, ordered: OrderedLetter) -> Letter:
    """The letter that carries a single-use link to an address."""
    content = letter_content(**ordered.model_dump(exclude={"email"}))
    return _letter(delivery_id, content, to=ordered.email, name="", language=ordered.language, unsubscribe=None)


def _language(claimed: ClaimedMessage | ClaimedDigest, contact: Contact) -> Language:
    return Language(claimed.language) if claimed.language else contact.language


def _letter(
    delivery_id: UUID, content: Content, *, to: str, name: str, language: Language, unsubscribe: str | None
) -> Letter:
    return Letter(
        delivery_id=delivery_id, to=to, name=name, language=language, unsubscribe=unsubscribe, **vars(content)
    )


def _unsubscribe_at(origin: str, token: str | None) -> str | None:
    return f"{origin}/notify/v1/unsubscriptions/{token}" if token else None
