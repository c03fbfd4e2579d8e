"""Reads reports of what became of a mail (RFC 3464), whichever server wrote them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from uuid import UUID

MOST_BYTES = 1_000_000  # of one report: what is longer carries a whole mail, and is not read
MOST_PARTS = 50
_ID = r"([0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12})"
_MESSAGE_ID = re.compile(rf"^\s*<{_ID}@", re.IGNORECASE)
_RETURN_PATH = re.compile(rf"\+{_ID}@", re.IGNORECASE)
_STATUS = re.compile(r"^\s*([245])\.([0-9]{1,3})\.([0-9]{1,3})(?![0-9])")
_ADDRESS_GONE = re.compile(r"5\.(1\.(?![78]$)[0-9]+|2\.1|4\.4|0\.0)")  # 5.1.7 and 5.1.8 are about the sender


@dataclass(frozen=True, kw_only=True)
class Bounce:
    """A mail that did not arrive, and never will. `address_gone`: nor will any other to its address."""

    delivery_id: UUID
    status: str
    address_gone: bool


def bounce_in(report: bytes) -> Bounce | None:
    """None where it is no report, reports a delay or a success, or names no delivery."""
    if len(report) > MOST_BYTES:
        return None
    try:
        parts = _parts(message_from_bytes(report))
        status = next((found for part in parts if (found := _failed_with(part))), None)
        delivery_id = next((named for part in parts if (named := _named_in(part))), None)
    except (LookupError, ValueError, RecursionError):  # what the library raises about hostile mails
        return None
    if status is None or delivery_id is None:
        return None
    return Bounce(delivery_id=delivery_id, status=status, address_gone=bool(_ADDRESS_GONE.fullmatch(status)))


def _parts(mail: Message) -> list[Message]:
    """The mail and its parts. A report has few; a mail with more is none."""
    parts = list[Message]()
    for part in mail.walk():
        parts.append(part)
        if len(parts) > MOST_PARTS:
            raise ValueError("too_many_parts")
    return parts if mail.get_content_type() == "multipart/report" else []


def _failed_with(part: Message) -> str | None:
    """The status of a recipient for whom it failed for good; its fields are a part of a `message/delivery-status`."""
    if str(part.get("Action", "")).strip().lower() != "failed":
        return None
    found = _STATUS.match(str(part.get("Status", "")))
    return ".".join(found.groups()) if found and found[1] == "5" else None


def _named_in(part: Message) -> UUID | None:
    """The delivery by the address the report came back to, or by the Message-ID of the mail it returns."""
    for name, pattern in (("To", _RETURN_PATH), ("Message-ID", _MESSAGE_ID)):
        for text in part.get_all(name, []):
            if found := pattern.search(str(text)):
                return UUID(found[1])
    return next(_named_in_text(part), None)


def _named_in_text(part: Message) -> Iterator[UUID]:
    """The headers of the returned mail, where the report has them as text (`text/rfc822-headers`)."""
    if part.get_content_type() == "text/rfc822-headers":
        headers = part.get_payload(decode=True)
        if isinstance(headers, bytes):
            for text in message_from_bytes(headers).get_all("Message-ID", []):
                if found := _MESSAGE_ID.search(str(text)):
                    yield UUID(found[1])
