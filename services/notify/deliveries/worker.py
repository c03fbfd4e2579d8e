"""The worker that sends deliveries: it claims some, asks auth for the addresses, sends them, records the outcomes.

Each step is its own transaction or none, so that a worker may die anywhere: its claims lapse with the lease, the
next worker sends again, and the channel recognises a letter it has sent before.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial

import structlog

from services.kit import clock
from services.kit.data.database import Database
from services.kit.errors import ServiceError
from services.kit.events.jobs import Job
from services.notify.deliveries import service
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
from services.notify.peers import Contact, Peers

BATCHES = 10  # a round; between rounds the thread checks whether it is to stop
EVERY_SECONDS = 1.0
QUIET_SECONDS = 10.0  # how late a second try may come, minutes after the first

log = structlog.get_logger()

ContactOf = Callable[[str], Contact | None]
FindMailbox = Callable[[Database, str], Contact | None]  # of a recipient that is no person


@dataclass(frozen=True, kw_only=True)
class Worker:
    """Any number of workers may run at the same time, in any number of processes."""

    peers: Peers
    channel: Channel
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
                claimed = service.claim(session, due, at=clock.now())
            if claimed:
                self._run(database, claimed)

    def _run(self, database: Database, batch: Sequence[Claimed]) -> None:
        contact_of = cache(
            partial(self._find_contact, database)
        )  # one may get several of these, and no address is kept for longer
        outcomes = [(claimed, self._outcome(claimed, contact_of), clock.now()) for claimed in batch]
        with database.write() as session:
            for claimed, outcome, at in outcomes:
                Deliveries(session).conclude(claimed.delivery_id, outcome, tries=claimed.tries, at=at)
        for claimed, outcome, _ in outcomes:
            log.info("delivery", state=outcome.state, reason=outcome.reason, tries=claimed.tries)

    def _find_contact(self, database: Database, recipient: str) -> Contact | None:
        """A person's address as auth knows it, or that of a body's mailbox."""
        is_person = ":" not in recipient
        return self.peers.find_contact(recipient) if is_person else self.find_mailbox(database, recipient)

    def _outcome(self, claimed: Claimed, contact_of: ContactOf) -> Outcome:
        """Send it and return how that ended. Runs outside any transaction, for auth and the channel may be slow."""
        try:
            self._send(claimed, contact_of)
        except Undelivered as failure:
            return self._failed(claimed, failure.code, permanent=isinstance(failure, Permanent))
        except ServiceError as refusal:  # auth does not answer, or refuses us
            return self._failed(claimed, refusal.code, permanent=False)
        return Outcome(state=DeliveryState.DELIVERED)

    def _failed(self, claimed: Claimed, reason: str, *, permanent: bool) -> Outcome:
        return after_failure(reason, permanent=permanent, tries=claimed.tries, at=clock.now())

    def _send(self, claimed: Claimed, contact_of: ContactOf) -> None:
        if claimed.tries > MAX_TRIES:  # workers that die while sending count as tries too
            raise GaveUp()
        if isinstance(claimed, ClaimedLetter):
            self.channel.send(self._letter(claimed))
        elif isinstance(claimed, ClaimedDigest):
            self.channel.send(self._digest(claimed, contact_of))
        else:
            self.channel.send(self._message(claimed, contact_of))

    def _message(self, claimed: ClaimedMessage, contact_of: ContactOf) -> Letter:
        if not claimed.wanted:
            raise TurnedOff()
        if not claimed.waits:
            raise TaskDone()
        contact = self._contact(claimed.person_id, contact_of)
        return service.write_message(
            claimed, name=contact.name, email=contact.email, language=contact.language, origin=self.origin
        )

    def _digest(self, claimed: ClaimedDigest, contact_of: ContactOf) -> Letter:
        if not claimed.lines:
            raise NothingNew()
        contact = self._contact(claimed.person_id, contact_of)
        needs = sorted({line.need for line in claimed.lines if line.need})
        return service.write_digest(
            claimed,
            name=contact.name,
            email=contact.email,
            language=contact.language,
            origin=self.origin,
            titles=self.peers.find_titles(needs) if needs else {},
        )

    def _contact(self, person_id: str, contact_of: ContactOf) -> Contact:
        contact = contact_of(person_id)
        if contact is None:
            raise PersonUnknown()
        return contact

    def _letter(self, claimed: ClaimedLetter) -> Letter:
        letter = self.peers.find_letter(claimed.letter_id)
        if letter is None:
            raise LetterLapsed()
        return service.write_letter(claimed.delivery_id, **letter.model_dump())
