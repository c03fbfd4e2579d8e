"""The worker that sends deliveries: it claims some, asks what they say, sends them, records the outcomes.

Each step is its own transaction or none, so that a worker may die anywhere: its claims lapse with the lease, the
next worker sends again, and the channel recognises a letter it has sent before.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog

from services.kit import clock
from services.kit.data.database import Database
from services.kit.errors import ServiceError
from services.kit.events.jobs import Job
from services.notify.abouts.service import MailAnswers, ask_about
from services.notify.deliveries.channels import Channel
from services.notify.deliveries.domain import (
    MAX_TRIES,
    Claimed,
    ClaimedDigest,
    ClaimedLetter,
    ClaimedMessage,
    DeliveryState,
    Letter,
    Outcome,
    after_failure,
)
from services.notify.deliveries.errors import (
    GaveUp,
    LetterLapsed,
    NothingNew,
    Permanent,
    PersonUnknown,
    TaskDone,
    TurnedOff,
    Undelivered,
)
from services.notify.deliveries.repository import Deliveries
from services.notify.deliveries.service.claims import claim
from services.notify.deliveries.service.letters import write_digest, write_letter, write_message
from services.notify.members.domain import is_mailbox
from services.notify.peers import Contact, Peers

BATCHES = 10  # a round; between rounds the thread checks whether it is to stop
EVERY_SECONDS = 1.0
QUIET_SECONDS = 10.0  # how late a second try may come, minutes after the first

log = structlog.get_logger()

FindMailbox = Callable[[Database, str], Contact | None]


@dataclass(frozen=True, kw_only=True)
class Worker:
    """Any number of workers may run at the same time, in any number of processes."""

    peers: Peers
    channel: Channel
    web: str
    origin: str
    find_mailbox: FindMailbox

    @property
    def job(self) -> Job:
        return Job(name="send_deliveries", every_seconds=EVERY_SECONDS, quiet_seconds=QUIET_SECONDS, work=self.send_due)

    def send_due(self, database: Database) -> None:
        """Send the deliveries that are due, at most BATCHES of them."""
        for _ in range(BATCHES):
            with database.read() as session:
                due = Deliveries(session).list_due(at=clock.now())
            if not due:
                return
            with database.write() as session:
                claimed = claim(session, due, at=clock.now())
            if claimed:
                self._run(database, claimed)

    def _run(self, database: Database, batch: Sequence[Claimed]) -> None:
        answers = self._answers(batch)
        outcomes = [(claimed, self._outcome(database, claimed, answers), clock.now()) for claimed in batch]
        with database.write() as session:
            for claimed, outcome, at in outcomes:
                Deliveries(session).conclude(claimed.delivery_id, outcome, tries=claimed.tries, at=at)
        for claimed, outcome, _ in outcomes:
            log.info("delivery", state=outcome.state, reason=outcome.reason, tries=claimed.tries)

    def _answers(self, batch: Sequence[Claimed]) -> MailAnswers:
        """What the owners say for the whole batch, of what will be sent."""
        messages = [one.to for one in batch if isinstance(one, ClaimedMessage) and one.wanted and one.waits]
        recipients = [one.person_id for one in messages]
        recipients += [one.person_id for one in batch if isinstance(one, ClaimedDigest) and one.lines]
        return ask_about(self.peers, messages, people=[one for one in recipients if not is_mailbox(one)])

    def _outcome(self, database: Database, claimed: Claimed, answers: MailAnswers) -> Outcome:
        """Send it and return how that ended. Runs outside any transaction, for siblings and the channel may be slow."""
        try:
            self.channel.send(self._letter(database, claimed, answers))
        except Undelivered as failure:
            return self._failed(claimed, failure.code, permanent=isinstance(failure, Permanent))
        except ServiceError as refusal:  # an owner does not answer, or refuses us
            return self._failed(claimed, refusal.code, permanent=False)
        return Outcome(state=DeliveryState.DELIVERED)

    def _failed(self, claimed: Claimed, reason: str, *, permanent: bool) -> Outcome:
        return after_failure(reason, permanent=permanent, tries=claimed.tries, at=clock.now())

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
