"""The SMTP channel against real servers: those that take mail, and those that fail at every step."""

import smtplib
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from services.kit import clock
from services.notify.deliveries.channels.connection import Connection
from services.notify.deliveries.channels.replies import Step
from services.notify.deliveries.channels.smtp import CHECK_SECONDS, IDLE_SECONDS, MOST_LETTERS
from services.notify.deliveries.errors import (
    AddressRefused,
    ChannelMisconfigured,
    ChannelUnavailable,
    Deferred,
    LetterRefused,
    OutcomeUnknown,
    Undelivered,
)
from tests.notify.factories import a_letter
from tests.notify.smtp.certificates import certified
from tests.notify.smtp.servers import (
    PASSWORD,
    USER,
    Failing,
    Mailbox,
    failing_server,
    smtp_at,
    smtp_server,
)


class TestSend:
    def test_hands_in_the_mail_with_the_deliverys_id(self) -> None:
        mailbox, letter = Mailbox(), a_letter(text="Blåbær\n.\n..to\n\nslutt\n")
        with smtp_server(mailbox) as port:
            smtp_at(port).send(letter)
        (mail,) = mailbox.received
        assert (mail.sender, mail.recipients) == ("ressurspool@ressurspool.example", ["hr@kommune.example"])
        assert mail.message_id == f"<{letter.delivery_id}@ressurspool.example>"
        read = message_from_bytes(mail.content, policy=policy.default)
        assert read.get_content().replace("\r\n", "\n") == letter.text
        assert mail.options == ["BODY=8BITMIME"]

    def test_lets_returned_mail_name_the_delivery(self) -> None:
        mailbox, letter = Mailbox(), a_letter()
        with smtp_server(mailbox) as port:
            smtp_at(port, bounces_to="retur@ressurspool.example").send(letter)
        assert mailbox.received[0].sender == f"retur+{letter.delivery_id.hex}@ressurspool.example"

    def test_keeps_the_connection_for_many_letters(self) -> None:
        mailbox = Mailbox()
        with smtp_server(mailbox) as port:
            smtp = smtp_at(port)
            for _ in range(MOST_LETTERS + 1):
                smtp.send(a_letter())
        assert len({mail.message_id for mail in mailbox.received}) == MOST_LETTERS + 1
        assert len(mailbox.sessions) == 2

    def test_asks_an_idle_connection_and_closes_an_old_one(self) -> None:
        mailbox = Mailbox()
        with smtp_server(mailbox) as port, clock.stopped_at(datetime(2026, 11, 23, tzinfo=UTC)) as move:
            smtp = smtp_at(port)
            for seconds in (0, CHECK_SECONDS, IDLE_SECONDS):
                move(timedelta(seconds=seconds))
                smtp.send(a_letter())
            smtp.close_idle()
            assert len(smtp._idle) == 1
            move(timedelta(seconds=IDLE_SECONDS + 1))
            smtp.close_idle()
            assert len(smtp._idle) == 0
        assert (len(mailbox.received), len(mailbox.sessions)) == (3, 2)

    def test_a_connection_that_the_server_gives_up_costs_no_letter(self) -> None:
        mailbox = Mailbox(most_a_session=2)
        with smtp_server(mailbox) as port:
            smtp = smtp_at(port)
            for _ in range(5):
                smtp.send(a_letter())
        assert (len(mailbox.received), len(mailbox.sessions)) == (5, 3)

    def test_a_refused_letter_keeps_the_connection_for_the_next(self) -> None:
        mailbox = Mailbox(refusals={"gone@kommune.example": "550 5.1.1 no", "later@kommune.example": "450 4.2.0 wait"})
        with smtp_server(mailbox) as port:
            smtp = smtp_at(port)
            with pytest.raises(AddressRefused) as refused:
                smtp.send(a_letter(to="gone@kommune.example"))
            with pytest.raises(Deferred):
                smtp.send(a_letter(to="later@kommune.example"))
            smtp.send(a_letter())
        assert refused.value.reply == "550 5.1.1"
        assert [mail.recipients for mail in mailbox.received] == [["hr@kommune.example"]]

    def test_writes_ascii_for_a_server_that_takes_nothing_else(self) -> None:
        failing = Failing(step=Step.CONNECT, answer="500 what?")  # it has no extensions
        with failing_server(failing) as port:
            smtp_at(port).send(a_letter())
        assert failing.received[0].isascii()

    @pytest.mark.parametrize("offered", [True, False])
    def test_sends_to_other_alphabets_where_the_server_offers_it(self, offered: bool) -> None:
        mailbox, letter = Mailbox(), a_letter(to="blåbær@kommune.example")
        with smtp_server(mailbox, enable_SMTPUTF8=offered) as port:
            smtp = smtp_at(port)
            if offered:
                smtp.send(letter)
            else:
                with pytest.raises(LetterRefused):
                    smtp.send(letter)
            smtp.send(a_letter())
        assert [mail.recipients for mail in mailbox.received][:-1] == ([["blåbær@kommune.example"]] if offered else [])


class TestTls:
    def test_encrypts_and_logs_in(self, tmp_path: Path) -> None:
        mailbox, tls = Mailbox(), certified(tmp_path)
        with smtp_server(mailbox, tls=tls.server) as port:
            smtp = smtp_at(port, security="starttls", tls=tls.trusting, user=USER, password=PASSWORD)
            smtp.send(a_letter())
        assert len(mailbox.received) == 1

    def test_a_wrong_password_is_for_the_operator(self, tmp_path: Path) -> None:
        mailbox, tls = Mailbox(), certified(tmp_path)
        with smtp_server(mailbox, tls=tls.server) as port, pytest.raises(ChannelMisconfigured) as fault:
            smtp_at(port, security="starttls", tls=tls.trusting, user=USER, password="wrong").send(a_letter())
        assert (fault.value.reply, mailbox.received) == ("535 5.7.8", [])

    @pytest.mark.parametrize("address", ["127.0.0.1", "192.0.2.1"])
    def test_a_bad_certificate_gets_no_letter(self, tmp_path: Path, address: str) -> None:
        """One of an authority we do not know, and one of another address."""
        mailbox, tls = Mailbox(), certified(tmp_path / "server", address=address)
        trusting = certified(tmp_path / "other").trusting if address == "127.0.0.1" else tls.trusting
        with smtp_server(mailbox, tls=tls.server) as port, pytest.raises(ChannelMisconfigured):
            smtp_at(port, security="starttls", tls=trusting, user=USER, password=PASSWORD).send(a_letter())
        assert mailbox.commands == []

    def test_nothing_goes_out_in_the_clear_where_the_offer_is_missing(self) -> None:
        mailbox = Mailbox()
        with smtp_server(mailbox) as port, pytest.raises(ChannelMisconfigured):
            smtp_at(port, security="starttls").send(a_letter())
        assert mailbox.commands == []


BEFORE = [Step.GREETING, Step.HELLO, Step.SENDER]
LATER = [Step.RECIPIENT, Step.DATA]


class TestFailures:
    @pytest.mark.parametrize("step", [*BEFORE, *LATER, Step.END])
    @pytest.mark.parametrize("answer", [None, ""], ids=["hangs", "hangs up"])
    def test_a_server_that_says_nothing_is_left_in_time(self, step: Step, answer: str | None) -> None:
        failing = Failing(step=step, answer=answer)
        expected = OutcomeUnknown if step is Step.END else ChannelUnavailable
        with failing_server(failing) as port:
            began = clock.monotonic()
            with pytest.raises(Undelivered) as fault:
                smtp_at(port).send(a_letter())
            assert clock.monotonic() - began < 1
        assert type(fault.value) is expected
        assert len(failing.received) == (step is Step.END)

    def test_a_server_that_drips_is_left_in_time_too(self) -> None:
        failing = Failing(step=Step.RECIPIENT, answer="", drips=True)
        with failing_server(failing) as port:
            began = clock.monotonic()
            with pytest.raises(ChannelUnavailable):
                smtp_at(port).send(a_letter())
            assert clock.monotonic() - began < 1

    def test_the_librarys_own_reading_would_wait_for_the_drips(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The negative control: its time-out begins anew with each byte, until its line is full."""
        monkeypatch.setattr(Connection, "getreply", smtplib.SMTP.getreply)
        monkeypatch.setattr(smtplib, "_MAXLINE", 25)  # 8192 bytes else
        with failing_server(Failing(step=Step.RECIPIENT, answer="", drips=True)) as port:
            began = clock.monotonic()
            with pytest.raises(Undelivered):
                smtp_at(port).send(a_letter())
            assert clock.monotonic() - began > 1

    @pytest.mark.parametrize("step", [*BEFORE, *LATER, Step.END])
    def test_421_is_the_channels_at_every_step(self, step: Step) -> None:
        failing = Failing(step=step, answer="421 4.3.2 closing")
        with failing_server(failing) as port, pytest.raises(ChannelUnavailable):
            smtp_at(port).send(a_letter())

    def test_nobody_there(self) -> None:
        with failing_server(Failing(step=Step.CONNECT, answer="")) as port:
            pass
        with pytest.raises(ChannelUnavailable):
            smtp_at(port).send(a_letter())
