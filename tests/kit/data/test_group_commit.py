"""Writes that are committed together are each answered for after their commit, and fail each for its own fault."""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event
from types import ModuleType

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from services.kit import context
from services.kit.data import group_commit
from services.kit.data.database import Database
from services.kit.data.group_commit import GroupCommit
from services.kit.data.outbox import Event as Emitted
from services.kit.data.outbox import emit_event
from services.kit.errors import Busy
from tests.kit.things import THINGS
from tests.support.weakened import weakened

SECONDS = 10
GROUP = 4  # writes that arrive while the first is at work


def adding(number: int) -> Callable[[Session], int]:
    def work(session: Session) -> int:
        session.execute(insert(THINGS).values(id=number, text=context.current().request_id))
        emit_event(session, Emitted(type="thing.added", subject=str(number)))
        return number

    return work


def together(group: GroupCommit, works: list[Callable[[Session], int]]) -> list[Future[int]]:
    """The first write is held until all others wait for it."""
    begun, go_on = Event(), Event()

    def held(session: Session) -> int:
        begun.set()
        go_on.wait(SECONDS)
        return works[0](session)

    with ThreadPoolExecutor(len(works)) as crowd:
        writes = [crowd.submit(group.write, held)]
        begun.wait(SECONDS)
        for place, work in enumerate(works[1:], start=1):
            writes.append(crowd.submit(in_request, group, work, place))
            while len(group._waiting) < place and group._groups:  # so that they stand in this order
                pass
        go_on.set()
    return writes


def in_request(group: GroupCommit, work: Callable[[Session], int], place: int) -> int:
    context.begin(context.RequestContext(request_id=f"request-{place}"))
    return group.write(work)


def kept(database: Database) -> dict[int, str]:
    with database.read() as session:
        return {row.id: row.text for row in session.execute(select(THINGS))}


def subjects(database: Database) -> list[tuple[int, str]]:
    outbox = database.tables.outbox
    with database.read() as session:
        return [(n, key) for n, key in session.execute(select(outbox.c.n, outbox.c.subject).order_by(outbox.c.n))]


def on_sqlite(database: Database) -> bool:
    return database.engine.dialect.name == "sqlite"


class TestGroupCommit:
    def test_commits_together_what_arrives_meanwhile(self, kit_database: Database) -> None:
        commits: list[None] = []
        kit_database.after_commit.append(lambda: commits.append(None))
        writes = together(GroupCommit(kit_database), [adding(n) for n in range(1 + GROUP)])
        assert [write.result() for write in writes] == list(range(1 + GROUP))
        assert sorted(kept(kit_database)) == list(range(1 + GROUP))
        assert len(commits) == (2 if on_sqlite(kit_database) else 1 + GROUP)

    def test_does_each_in_its_own_requests_context(self, kit_database: Database) -> None:
        together(GroupCommit(kit_database), [adding(n) for n in range(1 + GROUP)])
        assert [kept(kit_database)[n] for n in range(1, 1 + GROUP)] == [f"request-{n}" for n in range(1, 1 + GROUP)]

    def test_numbers_their_events_in_the_order_of_arrival(self, kit_database: Database) -> None:
        together(GroupCommit(kit_database), [adding(n) for n in range(1 + GROUP)])
        found = subjects(kit_database)
        assert [n for n, _ in found] == list(range(1, 2 + GROUP))
        if on_sqlite(kit_database):
            assert [subject for _, subject in found] == [str(n) for n in range(1 + GROUP)]

    def test_fails_only_the_write_at_fault(self, kit_database: Database) -> None:
        works = [adding(1), adding(2), adding(2), adding(3)]  # whichever of the two is second
        failed = [write.exception() for write in together(GroupCommit(kit_database), works)]
        assert [type(error) for error in failed if error] == [IntegrityError]
        assert sorted(kept(kit_database)) == [1, 2, 3]
        assert [n for n, _ in subjects(kit_database)] == [1, 2, 3]

    def test_answers_for_nothing_that_was_not_committed(self, kit_database: Database) -> None:
        answered = with_failing_commits(kit_database, group_commit)
        assert answered == sorted(kept(kit_database))

    def test_negative_control_of_an_answer_before_the_commit(self, kit_database: Database) -> None:
        answers = "write.done = True; write.woken.set(); Event().wait(0.05)"  # long enough for the woken to answer
        early = weakened(group_commit, "write.done, write.error = True, Busy()", answers)
        answered = with_failing_commits(kit_database, early)
        assert (answered != sorted(kept(kit_database))) is on_sqlite(kit_database)

    def test_waits_for_a_locked_database_once_for_all(
        self, kit_database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tries: list[None] = []

        def locked(_session: Session) -> None:
            tries.append(None)
            raise Busy()

        monkeypatch.setattr(group_commit, "LOCK_TIMEOUT_MS", 0)
        monkeypatch.setattr(kit_database, "_commit", locked)
        writes = together(GroupCommit(kit_database), [adding(n) for n in range(1 + GROUP)])
        assert {type(write.exception()) for write in writes} == {Busy}
        assert len(tries) == (2 if on_sqlite(kit_database) else 1 + GROUP)

    def test_answers_for_nothing_that_a_kill_undid(self, kit_database: Database) -> None:
        url = kit_database.engine.url.render_as_string(hide_password=False)
        killed = subprocess.run(
            [sys.executable, "-c", _KILLED],
            cwd=Path(__file__).parents[3],
            env=os.environ | {"URL": url},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (killed.returncode, killed.stderr) == (9, "")
        answered = [int(line) for line in killed.stdout.split()]
        assert answered
        assert set(answered) <= set(kept(kit_database))


_KILLED = """
import os
from threading import Thread
from services.kit.data.database import Database
from services.kit.data.group_commit import GroupCommit
from tests.kit.data.test_group_commit import adding
from tests.kit.things import METADATA

database = Database(os.environ["URL"], METADATA)
group, commits, commit = GroupCommit(database), [], database._commit

def killed(session):
    commits.append(None)
    if len(commits) == 5:
        session.flush()
        os._exit(9)
    commit(session)

def write(first):
    for n in range(first, first + 50):
        os.write(1, f"{group.write(adding(n))}\\n".encode())

database._commit = killed
for racer in range(4):
    Thread(target=write, args=(racer * 100,)).start()
"""


def with_failing_commits(database: Database, module: ModuleType) -> list[int]:
    """The numbers that were answered, where the disk is full for every commit of several."""
    commit = database._commit

    def full(session: Session) -> None:
        if session.scalar(select(THINGS.c.id).where(THINGS.c.id > 1)) is not None:
            raise OperationalError("COMMIT", {}, Exception("disk full"))
        commit(session)

    database._commit = full  # type: ignore[method-assign]  # a fault of the disk
    try:
        writes = together(module.GroupCommit(database), [adding(n) for n in range(1 + GROUP)])
    finally:
        database._commit = commit  # type: ignore[method-assign]  # as it was
    return [write.result() for write in writes if write.exception() is None]
