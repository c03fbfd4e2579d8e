"""Sends what is due: claims it, asks for the address, hands the letter to the channel, notes how it went.

Each step is its own transaction or none, so that a worker may die anywhere: its claim lapses with the lease, the
next one sends again, and the channel recognises a letter it has carried before.
"""

from dataclasses import dataclass

import structlog

from services.kit import clock
from services.kit.background import Job
from services.kit.database import Database
from services.kit.errors import ServiceError
from services.notify import service
from services.notify.channels import Channel
from services.notify.domain import (
    MAX_TRIES,
    DeliveryState,
    Errand,
    Letter,
    LetterErrand,
    Outcome,
    after_failure,
)
from services.notify.errors import GaveUp, LetterLapsed, Permanent, PersonUnknown, TurnedOff, Undelivered
from services.notify.peers import Peers
from services.notify.repository import Deliveries

BATCH = 100  # letters a round; between rounds the thread looks whether it is to stop
EVERY_SECONDS = 1.0

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Worker:
    """Any number may run at once, in any number of processes."""

    peers: Peers
    channel: Channel
    origin: str

    @property
    def job(self) -> Job:
        return Job(name="send_deliveries", every_seconds=EVERY_SECONDS, work=self.send_due)

    def send_due(self, database: Database) -> None:
        """Send what is due, at most a batch of it."""
        for _ in range(BATCH):
            with database.read() as session:
                due = Deliveries(session).find_due(at=clock.now())
            if due is None:
                return
            with database.write() as session:
                errand = service.claim_errand(session, due, at=clock.now())
            if errand is not None:
                self._run(database, errand)

    def _run(self, database: Database, errand: Errand | LetterErrand) -> None:
        outcome = self._outcome(errand)
        with database.write() as session:
            Deliveries(session).conclude(errand.delivery_id, outcome, tries=errand.tries, at=clock.now())
        log.info("delivery", state=outcome.state, reason=outcome.reason, tries=errand.tries)

    def _outcome(self, errand: Errand | LetterErrand) -> Outcome:
        """How sending it went. Outside any transaction: auth and the channel may take their time."""
        try:
            self._send(errand)
        except Undelivered as failure:
            return self._failed(errand, failure.code, permanent=isinstance(failure, Permanent))
        except ServiceError as refusal:  # auth does not answer, or not for us
            return self._failed(errand, refusal.code, permanent=False)
        return Outcome(state=DeliveryState.DELIVERED)

    def _failed(self, errand: Errand | LetterErrand, reason: str, *, permanent: bool) -> Outcome:
        return after_failure(reason, permanent=permanent, tries=errand.tries, at=clock.now())

    def _send(self, errand: Errand | LetterErrand) -> None:
        if errand.tries > MAX_TRIES:  # workers that die while sending count as tries too
            raise GaveUp()
        self.channel.send(self._ordered(errand) if isinstance(errand, LetterErrand) else self._news(errand))

    def _news(self, errand: Errand) -> Letter:
        if not errand.wanted:
            raise TurnedOff()
        contact = self.peers.find_contact(errand.person_id)
        if contact is None:
            raise PersonUnknown()
        return service.write_letter(
            errand, name=contact.name, email=contact.email, language=contact.language, origin=self.origin
        )

    def _ordered(self, errand: LetterErrand) -> Letter:
        letter = self.peers.find_letter(errand.letter_id)
        if letter is None:
            raise LetterLapsed()
        return service.write_ordered(errand.delivery_id, **letter.model_dump())
