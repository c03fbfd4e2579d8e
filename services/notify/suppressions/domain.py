"""When an address is suppressed, and how it is stored: as a hash that only this installation can make."""

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import timedelta

MAIL_RETURNED = "mail_returned"  # the message to whom mail does not reach
MAILBOX_RETURNED = "mailbox_returned"  # the message to the coordinators whose shared address it does not reach
LASTS = timedelta(days=30)  # then the address is tried again: a mailbox may have been made anew
_PURPOSE = b"ressurspool: suppressed addresses"


@dataclass(frozen=True, kw_only=True)
class AddressHashes:
    """Hashes of addresses, by a key of their own that is made of a secret. Another secret forgets what is suppressed.

    An address alone is not hidden by its hash: there are few enough addresses to try all of them.
    """

    secret: bytes = field(repr=False)

    def of(self, address: str) -> str:
        key = hmac.digest(self.secret, _PURPOSE, hashlib.sha256)
        return hmac.digest(key, address.lower().encode(errors="replace"), hashlib.sha256).hex()
