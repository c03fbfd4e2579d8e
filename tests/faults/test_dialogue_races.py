"""Both sides write in the same instant: 20 messages in all, and none is left behind what has ended.

Who writes has locked the candidacy, and the database refuses the same number twice. The races run over HTTP; the
negative controls take lock or guard away, and the checker has to find what went wrong.
"""

from collections.abc import Callable, Sequence
from functools import partial
from threading import Barrier
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from services.kit.data.database import Database
from services.placements.candidacies.repository import CandidacyStore
from services.placements.dialogues.service import write_message
from services.placements.messages.domain import MOST
from services.placements.messages.models import Message
from services.placements.messages.repository import Messages
from services.placements.messages.schemas import MessageCreate
from services.scheme.parties import Party
from tests.faults.scenes.bookings import race, statuses
from tests.faults.scenes.placements_alone import api, cast, database
from tests.placements.factories import Cast
from tests.support.api import Api

__all__ = ["api", "cast", "database"]  # the fixtures

ROUNDS = 6
BARRIER_SECONDS = 10
SIDES = (Party.EMPLOYEE, Party.HOST)


class EarlyCounter(Messages):
    """Has counted the messages before anybody wrote the last one."""

    def count_of(self, candidacy_id: UUID) -> int:
        return MOST - 1


def numbers(database: Database, candidacy_id: str) -> Sequence[int]:
    """The numbers of the messages that are stored."""
    with database.read() as session:
        found = session.query(Message).filter_by(candidacy_id=UUID(candidacy_id)).order_by(col(Message.number))
        return [message.number for message in found]


def nearly_full(cast: Cast, database: Database) -> str:
    """A candidacy with room for one more message."""
    candidacy_id = cast.applied()
    with database.write() as session:
        for number in range(1, MOST):
            session.add(Message(candidacy_id=UUID(candidacy_id), number=number, side="host", text="Hei"))
    return candidacy_id


def unlocked(database: Database, candidacy_id: str, side: Party, all_have_read: Barrier) -> Callable[[], object]:
    """A message by who locked nothing, and counted early."""
    with database.read() as session:
        candidacy = CandidacyStore(session).candidacies.get(UUID(candidacy_id)).model_copy()

    def write() -> object:
        all_have_read.wait(BARRIER_SECONDS)
        try:
            with database.write() as session:
                store = CandidacyStore(session)
                store.messages = EarlyCounter(session)
                return write_message(store, candidacy, {side}, MessageCreate(text="Hei")).number
        except IntegrityError as refused:
            return refused

    return write


def both_unlocked(database: Database, candidacy_id: str) -> Sequence[int]:
    """The numbers that are stored after both sides wrote without a lock."""
    barrier = Barrier(2)
    race(*(unlocked(database, candidacy_id, side, barrier) for side in SIDES))
    return numbers(database, candidacy_id)


def post(cast: Cast, candidacy_id: str, by: dict[str, str]) -> Callable[[], object]:
    return partial(cast.do, by, candidacy_id, "messages", text="Hei")


class TestTheLastMessage:
    def test_is_written_by_one_of_the_two(self, api: Api, database: Database) -> None:
        for _ in range(ROUNDS):
            cast = Cast(api, api.app.state.peers)
            candidacy_id = nearly_full(cast, database)
            answers = race(post(cast, candidacy_id, cast.employee), post(cast, candidacy_id, cast.host))
            assert statuses(answers) == [201, 409]
            (full,) = [answer.json() for answer in answers if answer.status_code == 409]
            assert full["type"].endswith("dialogue-full")
            assert numbers(database, candidacy_id) == list(range(1, MOST + 1))

    def test_is_one_where_only_the_database_looks(self, cast: Cast, database: Database) -> None:
        assert len(both_unlocked(database, nearly_full(cast, database))) == MOST

    def test_without_the_guard_there_is_one_too_many(self, cast: Cast, database: Database) -> None:
        """Negative control."""
        with database.write() as session:
            session.execute(text("DROP INDEX uq_messages_number"))
        assert len(both_unlocked(database, nearly_full(cast, database))) == MOST + 1


class TestWritingAgainstTheEnd:
    def test_leaves_nothing(self, api: Api, database: Database) -> None:
        for _ in range(ROUNDS):
            cast = Cast(api, api.app.state.peers)
            candidacy_id = cast.applied()
            end = partial(cast.do, cast.host, candidacy_id, "decline", reason="other")
            answers = race(post(cast, candidacy_id, cast.employee), end)
            assert statuses(answers) in ([201, 201], [201, 409])
            assert numbers(database, candidacy_id) == []

    def test_without_the_lock_a_message_is_left(self, cast: Cast, database: Database) -> None:
        """Negative control."""
        candidacy_id = cast.applied()
        write = unlocked(database, candidacy_id, Party.EMPLOYEE, Barrier(1))
        assert cast.do(cast.host, candidacy_id, "decline", reason="other").status_code == 201
        write()
        assert numbers(database, candidacy_id) == [MOST]


def test_one_of_two_notes_on_one_version_is_taken(api: Api) -> None:
    for _ in range(ROUNDS):
        cast = Cast(api, api.app.state.peers)
        path = f"/v1/candidacies/{cast.applied()}/shortlist"
        tag = {"If-Match": '"0"'}
        notes = [partial(api.put, path, by | tag, json={"note": "Lovende"}) for by in (cast.host, cast.requester)]
        assert statuses(race(*notes)) == [200, 412]
