"""Which addresses a letter may be sent to: whoever reads one as more than an address must never get it."""

import re

from services.kit.addresses import address_of, domain_of
from services.notify.deliveries.errors import LetterRefused

MOST_OCTETS = 64  # of a local part (RFC 5321 §4.5.3.1.1)
_WORD = r"[a-z0-9!#$%&'*+/=?^_`{|}~\-\u00a1-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001ffff]"
_INTERNATIONAL = re.compile(rf"{_WORD}+(\.{_WORD}+)*", re.IGNORECASE)  # a dot-atom of RFC 6532 §3.2
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufe00-\ufe0f\ufeff\u00ad]")


def recipient_of(address: str) -> str:
    """The address as SMTP takes it. One that is not ASCII needs SMTPUTF8 (RFC 6531); its domain is ASCII in any case.

    Quoted local parts and numbers of the network in the place of a domain are no address of a public body's employee.
    Raises LetterRefused.
    """
    local_part, _, domain = address.rpartition("@")
    try:
        if local_part.isascii():
            sent = address_of(address)
            if sent != address.lower():  # blanks around it, or a domain in another script
                raise LetterRefused()
            return address
        if not _is_international(local_part):
            raise LetterRefused()
        return f"{local_part}@{domain_of(domain)}"
    except ValueError as error:
        raise LetterRefused() from error


def _is_international(local_part: str) -> bool:
    whole = _INTERNATIONAL.fullmatch(local_part) is not None and _INVISIBLE.search(local_part) is None
    return whole and len(local_part.encode()) <= MOST_OCTETS
