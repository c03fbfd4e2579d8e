"""The worker that sends deliveries: it claims one, asks auth for the address, sends it, records the outcome.

Each step is its own transaction or none, so that a worker may die anywhere: its claim lapses with the lease, the
next worker sends again, and the channel recognises a letter it has sent before.
"""

from dataclasses import dataclass

import structlog

from services.kit import clock
from services.kit.data.database import Database
from services.kit.errors import ServiceError
from services.kit.events.jobs import Job
from services.notify.deliveries import service
from services.notify.deliveries.channels import Channel
from services.notify.deliveries.domain import (
    MAX_TRIES,
    ClaimedLetter,
    ClaimedMessage,
    DeliveryState,
    Letter,
    Outcome,
    after_failure,
)
from services.notify.deliveries.errors import GaveUp, LetterLapsed, Permanent, PersonUnknown, TurnedOff, Undelivered
from services.notify.deliveries.repository import Deliveries
from services.notify.peers import Peers

BATCH = 100  # deliveries a round; between rounds the thread checks whether it is to stop
EVERY_SECONDS = 1.0

log = structlog.get_logger()

Claimed = ClaimedMessage | ClaimedLetter


@dataclass(frozen=True, kw_only=True)
class Worker:
    """Any number of workers may run at the same time, in any number of processes."""

    peers: Peers
    channel: Channel
    origin: str

    @property
    def job(self) -> Job:
        return Job(name="send_deliveries", every_seconds=EVERY_SECONDS, work=self.send_due)

    def send_due(self, database: Database) -> None:
        """Send the deliveries that are due, at most BATCH of them."""
        for _ in range(BATCH):
            with database.read() as session:
                due = Deliveries(session).find_due(at=clock.now())
            if due is None:
                return
            with database.write() as session:
                claimed = service.claim(session, due, at=clock.now())
            if claimed is not None:
                self._run(database, claimed)

    def _run(self, database: Database, claimed: Claimed) -> None:
        outcome = self._outcome(claimed)
        with database.write() as session:
            Deliveries(session).conclude(claimed.delivery_id, outcome, tries=claimed.tries, at=clock.now())
        log.info("delivery", state=outcome.state, reason=outcome.reason, tries=claimed.tries)

    def _outcome(self, claimed: Claimed) -> Outcome:
        """Send it and return how that ended. Runs outside any transaction, for auth and the channel may be slow."""
        try:
            self._send(claimed)
        except Undelivered as failure:
            return self._failed(claimed, failure.code, permanent=isinstance(failure, Permanent))
        except ServiceError as refusal:  # auth does not answer, or refuses us
            return self._failed(claimed, refusal.code, permanent=False)
        return Outcome(state=DeliveryState.DELIVERED)

    def _failed(self, claimed: Claimed, reason: str, *, permanent: bool) -> Outcome:
        return after_failure(reason, permanent=permanent, tries=claimed.tries, at=clock.now())

    def _send(self, claimed: Claimed) -> None:
        if claimed.tries > MAX_TRIES:  # workers that die while sending count as tries too
            raise GaveUp()
        self.channel.send(self._letter(claimed) if isinstance(claimed, ClaimedLetter) else self._message(claimed))

    def _message(self, claimed: ClaimedMessage) -> Letter:
        if not claimed.wanted:
            raise TurnedOff()
        contact = self.peers.find_contact(claimed.person_id)
        if contact is None:
            raise PersonUnknown()
        return service.write_message(
            claimed, name=contact.name, email=contact.email, language=contact.language, origin=self.origin
        )

    def _letter(self, claimed: ClaimedLetter) -> Letter:
        letter = self.peers.find_letter(claimed.letter_id)
        if letter is None:
            raise LetterLapsed()
        return service.write_letter(claimed.delivery_id, **letter.model_dump())
