"""Writes a letter as a mail (RFC 5322), header by header: to have the standard library do it costs a millisecond."""

import re
from base64 import encodebytes
from email.headerregistry import Address
from email.policy import default
from email.utils import format_datetime
from functools import lru_cache

from services.kit import clock
from services.notify.deliveries.channels.recipients import recipient_of
from services.notify.deliveries.domain import Letter
from services.notify.deliveries.errors import LetterRefused

LONGEST_LINE = 78
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ATOMS = re.compile(r"[A-Za-z0-9-]+( [A-Za-z0-9-]+)*")
_PLAIN = re.compile(r"(?!.*=\?)[!-~]+( [!-~]+)*")
_STAND_IN = "a@b.example"  # the library writes no address that is not ASCII
_TOKEN = re.compile(r"[!-~]*")


def mail_of(letter: Letter, *, sender: str, seven_bit: bool = False) -> bytes:
    """The mail of a letter. The same delivery always gets the same Message-ID.

    With `seven_bit` its content is ASCII, for servers that take nothing else. Raises LetterRefused where an address,
    a name or a subject cannot stand in a header.
    """
    for text in (letter.name, letter.subject):
        if _CONTROL.search(text):
            raise LetterRefused()
    content = [_part("plain", letter.text, seven_bit=seven_bit)]
    if letter.html:
        content.append(_part("html", letter.html, seven_bit=seven_bit))
    headers = [*_headers(letter, sender), *_content_headers(letter, content)]
    return b"\n".join(line.encode() for line in headers) + b"\n" + _body(letter, content)


def _headers(letter: Letter, sender: str) -> list[str]:
    domain = sender.rpartition("@")[2]
    lines = [
        _from(sender),
        _to(letter.name, recipient_of(letter.to)),
        _subject(letter.subject),
        f"Date: {format_datetime(clock.now())}",
        f"Message-ID: <{letter.delivery_id}@{domain}>",
    ]
    if letter.thread:
        lines.append(f"References: <{letter.thread}@{domain}>")
    if letter.unsubscribe:
        if not _TOKEN.fullmatch(letter.unsubscribe):
            raise LetterRefused()
        # on one line however long: the library writes a long address as an encoded word, which nobody can follow
        lines.append(f"List-Unsubscribe: <{letter.unsubscribe}>")
        lines.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
    return [*lines, "Auto-Submitted: auto-generated"]  # RFC 3834: no automatic reply should answer it


def _content_headers(letter: Letter, content: list[str]) -> list[str]:
    language = f"Content-Language: {letter.language}"
    if len(content) == 1:
        return [content[0].partition("\n\n")[0], "MIME-Version: 1.0", language]
    kind = f'Content-Type: multipart/alternative;\n boundary="{_boundary(letter)}"'
    return ["MIME-Version: 1.0", kind, language]


def _body(letter: Letter, content: list[str]) -> bytes:
    """What stands below the headers, the blank line with it."""
    if len(content) == 1:
        return b"\n" + content[0].partition("\n\n")[2].encode()
    line = f"\n--{_boundary(letter)}"
    return "".join(f"{line}\n{part}" for part in content).encode() + f"{line}--\n".encode()


def _boundary(letter: Letter) -> str:
    """A line that no content has, for nobody knows the id before the mail is written."""
    return f"==============={letter.delivery_id.int}=="


def _part(subtype: str, text: str, *, seven_bit: bool) -> str:
    data = b"".join(line + b"\n" for line in text.encode().splitlines())
    body = encodebytes(data).decode() if seven_bit else data.decode()
    encoding = "base64" if seven_bit else "8bit"
    version = "\nMIME-Version: 1.0" if subtype == "html" else ""  # as the library has it; a lone part's comes later
    kind = f'Content-Type: text/{subtype}; charset="utf-8"'
    return f"{kind}\nContent-Transfer-Encoding: {encoding}{version}\n\n{body}"


@lru_cache(maxsize=8)
def _from(sender: str) -> str:
    return _folded("From", Address("Ressurspool", addr_spec=sender))


def _to(name: str, address: str) -> str:
    """Names and addresses are in no cache. What is plain needs no library."""
    if not name:
        return f"To: {address}"
    line = f"To: {name} <{address}>"
    if _ATOMS.fullmatch(name) and len(line) <= LONGEST_LINE:
        return line
    if address.isascii():
        return _folded("To", Address(name, addr_spec=address))
    return _folded("To", Address(name, addr_spec=_STAND_IN)).replace(_STAND_IN, address)


@lru_cache(maxsize=1000)
def _subject(subject: str) -> str:
    """Many mails have the same, which names a need and bodies, and never a person."""
    line = f"Subject: {subject}"
    return line if _PLAIN.fullmatch(subject) and len(line) <= LONGEST_LINE else _folded("Subject", subject)


def _folded(name: str, value: Address | str) -> str:
    folded: str = default.header_factory(name, value).fold(policy=default)
    return folded.removesuffix("\n")
