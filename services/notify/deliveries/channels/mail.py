"""Writes a letter as a mail (RFC 5322)."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from services.kit import clock
from services.notify.deliveries.domain import Letter
from services.notify.deliveries.errors import LetterRefused


def mail_of(letter: Letter, *, sender: str) -> bytes:
    """The mail of a letter. The same delivery always gets the same Message-ID.

    Raises LetterRefused where an address or a subject cannot stand in a header.
    """
    mail = EmailMessage()
    try:
        mail["From"] = Address("Ressurspool", addr_spec=sender)
        mail["To"] = Address(letter.name, addr_spec=letter.to)  # an empty name is left out
        mail["Subject"] = letter.subject
    except (ValueError, IndexError) as error:  # the parser's own complaints about an address
        raise LetterRefused() from error
    mail["Date"] = format_datetime(clock.now())
    domain = sender.rpartition("@")[2]
    mail["Message-ID"] = f"<{letter.delivery_id}@{domain}>"
    if letter.thread:
        mail["References"] = f"<{letter.thread}@{domain}>"
    if letter.unsubscribe:
        mail["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no automatic reply should answer it
    mail.set_content(letter.text, cte="8bit")
    if letter.html:
        mail.add_alternative(letter.html, subtype="html", cte="8bit")
    mail["Content-Language"] = letter.language  # last: set_content clears the content's headers
    return mail.as_bytes()
