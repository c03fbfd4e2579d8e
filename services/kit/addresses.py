"""Mail addresses and domains, one way to write each: an address is the same account however it was typed.

Which are taken, GOV.UK Notify's public list of valid and invalid ones says (`tests/kit/test_addresses.py`).
"""

import re
from typing import Annotated

import idna
from pydantic import AfterValidator, StringConstraints, WithJsonSchema

from services.kit.text import trimmed

LONGEST_ADDRESS = 200
LONGEST_SENT = 2 * LONGEST_ADDRESS
_SIGNS = "[a-z0-9!#$%&'*+/=?^_`{|}~-]"
_LOCAL_PART = re.compile(rf"(?=.{{1,64}}$){_SIGNS}+(\.{_SIGNS}+)*")  # a dot-atom (RFC 5322 §3.2.3)
_LABEL = re.compile(r"(?=.{1,63}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?")
_TOP_LEVEL = re.compile(r"[a-z]{2,}|xn--.+")  # else it is a number of the network


def address_of(written: str) -> str:
    """The address in small letters and ASCII, an international domain as punycode. Raises ValueError("wrong_form")."""
    local_part, _, domain = trimmed(written).rpartition("@")
    if not local_part.isascii() or not _LOCAL_PART.fullmatch(local_part.lower()):
        raise ValueError("wrong_form")
    return _bounded(f"{local_part.lower()}@{domain_of(domain)}")


def domain_of(written: str) -> str:
    """The domain in small letters and ASCII, international labels as punycode. Raises ValueError("wrong_form")."""
    domain = trimmed(written)
    if len(domain) > LONGEST_SENT:
        raise ValueError("too_long")
    try:
        labels = [_label(label) for label in _mapped(domain).split(".")]
    except UnicodeError:  # what idna raises
        raise ValueError("wrong_form") from None
    if len(labels) < 2 or not _TOP_LEVEL.fullmatch(labels[-1]):
        raise ValueError("wrong_form")
    return _bounded(".".join(labels))


def account_named(written: str) -> str:
    """What to look an account up by, whatever was typed: nobody has an address that is none."""
    try:
        return address_of(written)
    except ValueError:
        return trimmed(written).lower()


def _mapped(domain: str) -> str:
    """Small letters, composed, other scripts' full stops as ours (UTS 46 §4)."""
    return domain.lower() if domain.isascii() else idna.uts46_remap(domain, std3_rules=True, transitional=False)


def _label(label: str) -> str:
    if not label.isascii():
        return idna.alabel(label).decode()
    if label.startswith("xn--"):
        return idna.alabel(idna.ulabel(label)).decode()
    if not _LABEL.fullmatch(label):
        raise ValueError("wrong_form")
    return label


def _bounded(text: str) -> str:
    if len(text) > LONGEST_ADDRESS:
        raise ValueError("too_long")
    return text


Email = Annotated[
    str,
    StringConstraints(max_length=LONGEST_SENT),
    AfterValidator(address_of),
    WithJsonSchema({"type": "string", "format": "idn-email", "minLength": 6, "maxLength": LONGEST_ADDRESS}),
]
DomainName = Annotated[
    str,
    StringConstraints(max_length=LONGEST_SENT),
    AfterValidator(domain_of),
    WithJsonSchema({"type": "string", "format": "idn-hostname", "minLength": 4, "maxLength": LONGEST_ADDRESS}),
]
