"""Fakes of what a worker works with: auth's answers and a channel; and a worker that has them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from prometheus_client import CollectorRegistry

from services.kit import clock
from services.kit.errors import PeerUnavailable
from services.kit.language import Language
from services.notify.deliveries.channels import Channel
from services.notify.deliveries.domain import Letter
from services.notify.deliveries.errors import ChannelUnavailable
from services.notify.deliveries.metrics import DeliveryCounts
from services.notify.deliveries.rests import Rest
from services.notify.deliveries.worker import Worker
from services.notify.mailboxes.service import contact_finder
from services.notify.peers import Contact, OrderedLetter, Peers, ReaderCase, ReaderName, Reading, Summary
from services.notify.suppressions.domain import AddressHashes


class FakePeers(Peers):
    """auth, as far as the worker asks it: it knows everybody, in one language. It can be away, or know nobody.

    The others know of nothing.
    """

    def __init__(self, *, language: Language = Language.NB, away: bool = False, unknown: bool = False) -> None:
        self.language, self.away, self.unknown = language, away, unknown

    def find_contact(self, person_id: str) -> Contact | None:
        if self.away:
            raise PeerUnavailable(peer="auth")
        if self.unknown:
            return None
        return Contact(name="HR-koordinator", email=f"{person_id}@kommune.example", language=self.language)

    def find_contacts(self, person_ids: Sequence[str]) -> Mapping[str, Contact]:
        found = {person_id: self.find_contact(person_id) for person_id in person_ids}
        return {person_id: contact for person_id, contact in found.items() if contact is not None}

    def find_reader_cases(self, readings: Sequence[Reading]) -> Mapping[Reading, ReaderCase]:
        return {}

    def find_reader_names(self, readings: Sequence[Reading]) -> Mapping[Reading, ReaderName]:
        return {}

    def find_summaries(self, need_ids: Sequence[UUID]) -> Mapping[UUID, Summary]:
        return {}

    def find_titles(self, need_ids: Sequence[UUID]) -> Mapping[UUID, str]:
        return {need_id: f"Behov {str(need_id)[:4]}" for need_id in need_ids}

    def find_body_names(self, orgnrs: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        return {orgnr: {"nb": "Bærum kommune"} for orgnr in orgnrs}

    def find_letter(self, letter_id: str) -> OrderedLetter | None:
        if self.away:
            raise PeerUnavailable(peer="auth")
        if self.unknown:
            return None
        link, ends = f"http://localhost:8000/oauth/links?token={letter_id}", clock.now() + timedelta(days=14)
        return OrderedLetter(
            purpose="invitation",
            email="kollega@husbanken.example",
            language=self.language,
            body="Husbanken",
            link=link,
            expires_at=ends,
        )


class FakeChannel:
    """A channel that keeps the letters it is given, each delivery once, as a channel must."""

    def __init__(self, *, failures: int = 0) -> None:
        self.letters: list[Letter] = []
        self.failures = failures

    def send(self, letter: Letter) -> None:
        if self.failures > 0:
            self.failures -= 1
            raise ChannelUnavailable()
        if letter.delivery_id not in {sent.delivery_id for sent in self.letters}:
            self.letters.append(letter)


class FaultyChannel:
    """A channel that every letter, only the first, or only those to one address fail in."""

    def __init__(self, fault: Exception, *, once: bool = False, to: str | None = None) -> None:
        self.fault, self.once, self.to, self.given = fault, once, to, list[UUID]()

    def send(self, letter: Letter) -> None:
        self.given.append(letter.delivery_id)
        if (not self.once or len(self.given) == 1) and self.to in {None, letter.to}:
            raise self.fault


HASHES = AddressHashes(secret=b"of-this-test")


def a_worker(
    channel: Channel | None = None,
    peers: Peers | None = None,
    *,
    registry: CollectorRegistry | None = None,
    jitter: Callable[[], float] = lambda: 0.0,
    rest: Rest | None = None,
) -> Worker:
    """A worker whose back-offs are no longer than they must be, unless the test gives it a `jitter`."""
    peers = peers or FakePeers()
    return Worker(
        peers=peers,
        channel=channel or FakeChannel(),
        web="http://localhost:8000/web",
        origin="http://localhost:8000",
        find_mailbox=contact_finder(peers),
        hashes=HASHES,
        counts=DeliveryCounts(registry or CollectorRegistry()),
        jitter=jitter,
        rest=rest or Rest(),
    )
