"""The mail of a letter as the standard library writes it: slow, and what our own writing is compared with."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from services.kit import clock
from services.notify.deliveries.domain import Letter


def mail_by_the_library(letter: Letter, *, sender: str) -> bytes:
    """As EmailMessage writes it."""
    mail = EmailMessage()
    mail["From"] = Address("Ressurspool", addr_spec=sender)
    mail["To"] = Address(letter.name, addr_spec=letter.to)  # an empty name is left out
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(clock.now())
    domain = sender.rpartition("@")[2]
    mail["Message-ID"] = f"<{letter.delivery_id}@{domain}>"
    if letter.thread:
        mail["References"] = f"<{letter.thread}@{domain}>"
    if letter.unsubscribe:
        mail["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.text, cte="8bit")
    if letter.html:
        mail.add_alternative(letter.html, subtype="html", cte="8bit")
    mail["Content-Language"] = letter.language  # last: set_content clears the content's headers
    return mail.as_bytes()
