"""Letters in the mailbox of the running services."""

import email.policy
import re
from pathlib import Path


def link_to(address: str, maildir: Path) -> str:
    """The link in the one mail to that address; empty while it is under way."""
    for file in (maildir / "new").glob("*"):
        mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        if mail["To"] == address:
            body = mail.get_body(("plain",))
            assert body is not None
            found = re.search(r"http\S+/oauth/links\?token=\S+", body.get_content())
            assert found is not None
            return found[0]
    return ""


def mail_about(words: str, address: str, maildir: Path) -> str:
    """The text of the mail to that address that has these words; empty while it is under way."""
    for file in (maildir / "new").glob("*"):
        mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        body = mail.get_body(("plain",))
        to = mail["To"].addresses[0].addr_spec
        if to == address and body is not None and words in body.get_content():
            text: str = body.get_content()
            return text
    return ""
