"""No address makes the server do anything but take one letter for that address, or refuse it."""

import pytest

from services.notify.deliveries.channels.recipients import recipient_of
from services.notify.deliveries.errors import LetterRefused, Undelivered
from tests.notify.factories import a_letter
from tests.notify.smtp.servers import Mailbox, smtp_at, smtp_server
from tests.support.counts import Measured

LINES = ["\n", "\r", "\r\n", "\0", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\t", " "]
COMMANDS = ["RSET", "QUIT", "DATA", "VRFY root", "RCPT TO:<other@elsewhere.example>", "MAIL FROM:<x@y.example>", "NOOP"]
WHOLE = [
    "",
    "@",
    "a",
    "a@",
    "@b.example",
    "a@b",
    "a@b@c.example",
    "a@@b.example",
    ".a@b.example",
    "a.@b.example",
    "a..b@c.example",
    "a@.b.example",
    "a@b..example",
    "a@b.example.",
    "a@-b.example",
    "a@b-.example",
    "a@[127.0.0.1]",
    "a@[IPv6:::1]",
    "a@127.0.0.1",
    "a@2130706433",
    "a@0x7f.1",
    "a@b.1",
    '"a b"@c.example',
    '"a\\"b"@c.example',
    '"<x@y.example>"@c.example',
    '"a@b.example',
    "<a@b.example>",
    "a@b.example>",
    "<<a@b.example",
    "a@b.example> SIZE=1",
    "a@b.example> NOTIFY=NEVER",
    "a@b.example,c@d.example",
    "a@b.example;c@d.example",
    "a@b.example c@d.example",
    "Leder <a@b.example>",
    "a(comment)@b.example",
    "a@b.example(comment)",
    "@relay.example:a@b.example",
    "a%b.example@",
    "mailto:a@b.example",
    "a\\@b.example",
    "a@b_c.example",
    "a@" + "b" * 64 + ".example",
    "a" * 65 + "@b.example",
    "a@" + "b." * 130 + "example",
    "a@\u202eelpmaxe.b",
    "a\u200b@b.example",
    "a\ufeff@b.example",
    "a@b\u3002example\u3002",
    "\ud800@b.example",
    "a@\ud800.example",
    "a@b.exam\u2044ple",
    "a@ex\u00adample.example ",
]
HOSTILE = [
    *WHOLE,
    *(f"{before}{line}{command}{after}" for line in LINES for command in COMMANDS for before, after in
      (("hr@kommune.example", ""), ("hr", "@kommune.example"))),
    *(f"hr@kommune{line}.example" for line in LINES),
    *(f"{line}hr@kommune.example" for line in LINES),
    *(f"hr@kommune.example{line}" for line in LINES),
]  # fmt: skip
TAKEN = ["hr@kommune.example", "o'hara+hospitering@kommune.example", "HR@Kommune.example", "hr@xn--brum-voa.example"]


def test_reach_no_server(measured: Measured) -> None:
    mailbox = Mailbox()
    with smtp_server(mailbox) as port:
        smtp = smtp_at(port)
        for address in HOSTILE:
            with pytest.raises(LetterRefused):
                smtp.send(a_letter(to=address))
    assert len(set(HOSTILE)) >= 250
    assert mailbox.commands == []
    measured(f"I22: {len(set(HOSTILE))} hostile addresses, {len(mailbox.commands)} commands")


@pytest.mark.parametrize("address", TAKEN)
def test_good_addresses_do(address: str) -> None:
    mailbox = Mailbox()
    with smtp_server(mailbox) as port:
        smtp_at(port).send(a_letter(to=address))
    assert [mail.recipients for mail in mailbox.received] == [[address]]


def test_without_the_check_some_of_them_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: it is our check that keeps them off, not the library beneath."""
    monkeypatch.setattr("services.notify.deliveries.channels.smtp.recipient_of", lambda address: address)
    monkeypatch.setattr("services.notify.deliveries.channels.mail.recipient_of", recipient_or_any)
    mailbox = Mailbox()
    with smtp_server(mailbox) as port:
        smtp = smtp_at(port)
        for address in ("a@[127.0.0.1]", '"a b"@c.example', "a@b.example> SIZE=1"):
            try:
                smtp.send(a_letter(to=address, name=""))
            except Undelivered:
                continue
    assert "RCPT" in mailbox.commands


def recipient_or_any(address: str) -> str:
    try:
        return recipient_of(address)
    except LetterRefused:
        return address
