"""The worker that sends deliveries: it claims some, asks the owners what to write to whom, sends, records the outcomes.

Each step is its own transaction or none, so that a worker may die anywhere: its claims lapse with the lease, the
next worker sends again, and the channel recognises a letter it has sent before.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from services.kit import clock
from services.kit.data.database import Database
from services.kit.errors import ServiceError
from services.kit.events.jobs import Job
from services.notify.abouts.service import MailAnswers, ask_about
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
from services.notify.deliveries.errors import GaveUp, LetterLapsed, Permanent, TurnedOff, Undelivered
from services.notify.deliveries.repository import Deliveries
from services.notify.peers import Peers

BATCHES = 10  # a round; between rounds the thread checks whether it is to stop
EVERY_SECONDS = 1.0
QUIET_SECONDS = 10.0  # how late a second try may come, minutes after the first

log = structlog.get_logger()

Claimed = ClaimedMessage | ClaimedLetter


@dataclass(frozen=True, kw_only=True)
class Worker:
    """Any number of workers may run at the same time, in any number of processes."""

    peers: Peers
    channel: Channel
    web: str

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
        answers = ask_about(self.peers, [one.to for one in batch if isinstance(one, ClaimedMessage) and one.wanted])
        outcomes = [(claimed, self._outcome(claimed, answers), clock.now()) for claimed in batch]
        with database.write() as session:
            for claimed, outcome, at in outcomes:
                Deliveries(session).conclude(claimed.delivery_id, outcome, tries=claimed.tries, at=at)
        for claimed, outcome, _ in outcomes:
            log.info("delivery", state=outcome.state, reason=outcome.reason, tries=claimed.tries)

    def _outcome(self, claimed: Claimed, answers: MailAnswers) -> Outcome:
        """Send it and return how that ended. Runs outside any transaction, for siblings and the channel may be slow."""
        try:
            self._send(claimed, answers)
        except Undelivered as failure:
            return self._failed(claimed, failure.code, permanent=isinstance(failure, Permanent))
        except ServiceError as refusal:  # an owner does not answer, or refuses us
            return self._failed(claimed, refusal.code, permanent=False)
        return Outcome(state=DeliveryState.DELIVERED)

    def _failed(self, claimed: Claimed, reason: str, *, permanent: bool) -> Outcome:
        return after_failure(reason, permanent=permanent, tries=claimed.tries, at=clock.now())

    def _send(self, claimed: Claimed, answers: MailAnswers) -> None:
        if claimed.tries > MAX_TRIES:  # workers that die while sending count as tries too
            raise GaveUp()
        if isinstance(claimed, ClaimedLetter):
            self.channel.send(self._letter(claimed))
        else:
            self.channel.send(self._message(claimed, answers))

    def _message(self, claimed: ClaimedMessage, answers: MailAnswers) -> Letter:
        if not claimed.wanted:
            raise TurnedOff()
        return service.write_message(claimed, answers, web=self.web)

    def _letter(self, claimed: ClaimedLetter) -> Letter:
        letter = self.peers.find_letter(claimed.letter_id)
        if letter is None:
            raise LetterLapsed()
        return service.write_letter(claimed.delivery_id, letter)
