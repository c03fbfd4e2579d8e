"""The worker that sends deliveries: it claims some, asks what they say, sends them, records the outcomes.

Each step is its own transaction or none, so that a worker may die anywhere: its claims lapse with the lease, the
next worker sends again, and the channel, or at least the reader's mail program, recognises a letter it has had before.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import random
from time import sleep

import structlog

from services.kit import clock
from services.kit.data.database import Database
from services.kit.errors import Busy, ServiceError
from services.kit.events.jobs import Job
from services.notify.abouts.service import MailAnswers, ask_about
from services.notify.deliveries.channels import Channel
from services.notify.deliveries.domain import (
    BATCH_SECONDS,
    MAX_TRIES,
    Claimed,
    ClaimedDigest,
    ClaimedLetter,
    ClaimedMessage,
    DeliveryState,
    Letter,
    Outcome,
    after_failure,
    not_begun,
)
from services.notify.deliveries.errors import (
    AddressSuppressed,
    ChannelUnavailable,
    GaveUp,
    LetterLapsed,
    NothingNew,
    Permanent,
    PersonUnknown,
    TaskDone,
    TurnedOff,
    Undelivered,
)
from services.notify.deliveries.metrics import DeliveryCounts
from services.notify.deliveries.repository import Deliveries
from services.notify.deliveries.rests import Rest
from services.notify.deliveries.service.claims import claim, conclude
from services.notify.deliveries.service.letters import write_digest, write_letter, write_message
from services.notify.members.domain import is_mailbox
from services.notify.peers import Contact, Peers
from services.notify.suppressions.domain import AddressHashes
from services.notify.suppressions.service import is_suppressed

ROUND_SECONDS = 2.0  # after which the thread checks whether it is to stop
EVERY_SECONDS = 0.25
# before each new try to record, beside what the database lets one wait; with the slowest batch still within LEASE
RECORD_WAITS = (1.0, 3.0, 8.0, 16.0)
UNEXPECTED = "unexpected"  # the reason where a letter failed of a fault of ours
QUIET_SECONDS = 10.0  # how late a second try may come, minutes after the first

# what is away or refuses us comes back some day, and no letter is to blame for it
_NOT_OF_THE_LETTER = (ChannelUnavailable, ServiceError)

log = structlog.get_logger()

FindMailbox = Callable[[Database, str], Contact | None]


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """What became of a claim, and the hash of the address it was for, where it came that far."""

    claimed: Claimed
    outcome: Outcome
    sent_to: str | None = None


@dataclass(frozen=True, kw_only=True)
class Worker:
    """Any number of workers may run at the same time, in any number of processes."""

    peers: Peers
    channel: Channel
    web: str
    origin: str
    find_mailbox: FindMailbox
    hashes: AddressHashes
    counts: DeliveryCounts
    jitter: Callable[[], float] = random
    wait: Callable[[float], None] = sleep
    rest: Rest = field(default_factory=Rest)

    @property
    def job(self) -> Job:
        return Job(name="send_deliveries", every_seconds=EVERY_SECONDS, quiet_seconds=QUIET_SECONDS, work=self.send_due)

    def send_due(self, database: Database) -> None:
        """Send the deliveries that are due, for ROUND_SECONDS at most, unless the channel rests."""
        began = clock.monotonic()
        while not self.rest.lasts and clock.monotonic() - began <= ROUND_SECONDS:
            with database.read() as session:
                due = Deliveries(session).list_due(at=clock.now())
            if not due:
                return
            with database.write() as session:
                claimed = claim(session, due, at=clock.now())
            if claimed:
                self._run(database, claimed)

    def _run(self, database: Database, batch: Sequence[Claimed]) -> None:
        attempts = self._attempts(database, batch)
        self._record(database, attempts)
        for one in attempts:
            self.counts.count(one.outcome)
            log.info("delivery", state=one.outcome.state, reason=one.outcome.reason, tries=one.claimed.tries)

    def _record(self, database: Database, attempts: Sequence[Attempt]) -> None:
        """Record the outcomes, insistently: what is not recorded is sent again. Raises Busy after RECORD_WAITS."""
        for seconds in (*RECORD_WAITS, None):
            try:
                with database.write() as session:
                    for one in attempts:
                        conclude(session, one.claimed, one.outcome, sent_to=one.sent_to, at=clock.now())
            except Busy:
                if seconds is None:
                    raise
                self.wait(seconds)
            else:
                return

    def _attempts(self, database: Database, batch: Sequence[Claimed]) -> list[Attempt]:
        """Send one after the other. Once the channel takes nothing, or time is up, the others are let go of."""
        began, attempts = clock.monotonic(), list[Attempt]()
        answers = self._answers(batch)
        for claimed in batch:
            if self.rest.lasts or clock.monotonic() - began > BATCH_SECONDS:
                attempts.append(Attempt(claimed=claimed, outcome=not_begun(at=clock.now())))
            else:
                attempts.append(self._attempt(database, claimed, answers))
        return attempts

    def _answers(self, batch: Sequence[Claimed]) -> MailAnswers:
        """What the owners say for the whole batch, of what will be sent. No address is kept for longer."""
        messages = [one.to for one in batch if isinstance(one, ClaimedMessage) and one.wanted and one.waits]
        recipients = [one.person_id for one in messages]
        recipients += [one.person_id for one in batch if isinstance(one, ClaimedDigest) and one.lines]
        return ask_about(self.peers, messages, people=[one for one in recipients if not is_mailbox(one)])

    def _attempt(self, database: Database, claimed: Claimed, answers: MailAnswers) -> Attempt:
        """Send it and return how that ended. Runs outside any transaction, for siblings and the channel may be slow."""
        sent_to = None
        try:
            letter = self._letter(database, claimed, answers)
            sent_to = self.hashes.of(letter.to)
            if not isinstance(claimed, ClaimedLetter):  # somebody asked for that just now, and waits for it
                self._refuse_suppressed(database, sent_to)
            self.channel.send(letter)
        except Undelivered as failure:
            self._note(failure)
            outcome = self._failed(claimed, failure.code, failure=failure)
        except ServiceError as refusal:  # an owner does not answer, or refuses us
            outcome = self._failed(claimed, refusal.code, failure=refusal)
        except Exception as fault:  # the others of the batch are sent, and what was sent is recorded
            log.error("delivery_broke", type=type(fault).__name__)  # its text may name a person
            outcome = self._failed(claimed, UNEXPECTED, failure=fault)
        else:
            self.rest.end()
            outcome = Outcome(state=DeliveryState.DELIVERED)
        return Attempt(claimed=claimed, outcome=outcome, sent_to=sent_to)

    def _refuse_suppressed(self, database: Database, sent_to: str) -> None:
        with database.snapshot() as snapshot:
            suppressed = is_suppressed(snapshot, sent_to, at=clock.now())
        if suppressed:
            raise AddressSuppressed()

    def _note(self, failure: Undelivered) -> None:
        """Let the channel rest where it takes no letter at all: each would only be a time-out more."""
        if isinstance(failure, ChannelUnavailable):
            self.rest.begin(self.jitter())

    def _failed(self, claimed: Claimed, reason: str, *, failure: Exception) -> Outcome:
        return after_failure(
            reason,
            permanent=isinstance(failure, Permanent),
            ends=not isinstance(failure, _NOT_OF_THE_LETTER),
            tries=claimed.tries,
            at=clock.now(),
            reply=failure.reply if isinstance(failure, Undelivered) else None,
            jitter=self.jitter(),
        )

    def _letter(self, database: Database, claimed: Claimed, answers: MailAnswers) -> Letter:
        if claimed.tries > MAX_TRIES:  # workers that die while sending count as tries too
            raise GaveUp()
        if isinstance(claimed, ClaimedLetter):
            return self._ordered(claimed)
        if isinstance(claimed, ClaimedDigest):
            return self._digest(database, claimed, answers)
        return self._message(database, claimed, answers)

    def _message(self, database: Database, claimed: ClaimedMessage, answers: MailAnswers) -> Letter:
        if not claimed.wanted:
            raise TurnedOff()
        if not claimed.waits:
            raise TaskDone()
        contact = self._contact(database, claimed.to.person_id, answers)
        about = answers.about(claimed.to)
        return write_message(claimed, about, contact=contact, web=self.web, origin=self.origin)

    def _digest(self, database: Database, claimed: ClaimedDigest, answers: MailAnswers) -> Letter:
        if not claimed.lines:
            raise NothingNew()
        contact = self._contact(database, claimed.person_id, answers)
        needs = sorted({line.need for line in claimed.lines if line.need})
        titles = self.peers.find_titles(needs) if needs else {}
        return write_digest(claimed, contact=contact, titles=titles, web=self.web, origin=self.origin)

    def _contact(self, database: Database, recipient: str, answers: MailAnswers) -> Contact:
        """A person's address as auth knows it, or that of a body's mailbox. Raises PersonUnknown, PeerUnavailable."""
        is_shared = is_mailbox(recipient)
        contact = self.find_mailbox(database, recipient) if is_shared else answers.contact_of(recipient)
        if contact is None:
            raise PersonUnknown()
        return contact

    def _ordered(self, claimed: ClaimedLetter) -> Letter:
        letter = self.peers.find_letter(claimed.letter_id)
        if letter is None:
            raise LetterLapsed()
        return write_letter(claimed.delivery_id, letter)
