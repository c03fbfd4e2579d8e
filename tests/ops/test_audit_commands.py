"""`ressurspool-ops audit`, on a database of the test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from ressurspool.ops.commands.app import app
from services.kit import context
from services.kit.context import Actor, acting
from services.kit.data.database import Database
from services.kit.data.migrations import upgrade
from services.kit.data.outbox import Event, emit_event
from services.needs.models import Table

NEED, PERSON = "0d1c2f8e-0000-4000-8000-000000000001", "a-person"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """needs with three acts: a person's, a job's and a command's."""
    url = f"sqlite:///{tmp_path}/needs.db"
    monkeypatch.setenv("NEEDS_DATABASE_URL", url)
    upgrade("needs", url)
    opened = Database(url, Table.metadata)
    by_person = Actor(person=PERSON, client_id="cli", org="964338531", let_by="another")
    for actor in (by_person, Actor(cause="job close_lapsed"), context.COMMAND):
        with acting(actor), opened.write() as session:
            emit_event(session, Event(type="need.closed", subject=NEED, version=2, codes={"reason": "other"}))
    yield opened
    opened.close()


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["audit", *arguments])
    return result.exit_code, result.output


def tampered(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER keep_audit_trail_update"))
        connection.execute(text("UPDATE audit_trail SET person = 'somebody else' WHERE n = 1"))


class TestVerify:
    @pytest.mark.usefixtures("database")
    def test_says_how_far_the_chain_is_whole_and_what_is_not_in_it(self) -> None:
        code, output = run("verify", "needs")
        assert code == 0
        assert "3 rows are whole" in output
        assert "before the audit began is not in it" in output

    def test_fails_and_names_the_first_broken_row(self, database: Database) -> None:
        tampered(database)
        code, output = run("verify", "needs")
        assert (code, "BROKEN at row 1: it was changed" in output) == (1, True)

    @pytest.mark.usefixtures("database")
    def test_holds_the_chain_against_a_kept_mark(self) -> None:
        _, output = run("verify", "needs")
        mark = output.split("ends in ")[1].strip()
        assert run("verify", "needs", "--expect", mark)[0] == 0
        assert run("verify", "needs", "--expect", f"3:{'0' * 64}")[0] == 1
        assert run("verify", "needs", "--expect", f"4:{'0' * 64}")[0] == 1

    @pytest.mark.parametrize("mark", ["3", "3:abc", f"x:{'0' * 64}", f"-3:{'0' * 64}", f"{'9' * 30}:{'0' * 64}"])
    def test_refuses_what_is_no_mark(self, mark: str) -> None:
        assert run("verify", "needs", "--expect", mark)[0] == 2

    def test_holds_a_mark_against_one_service_only(self) -> None:
        assert run("verify", "--expect", f"3:{'0' * 64}")[0] == 2


@pytest.mark.usefixtures("database")
class TestShow:
    def test_prints_who_did_what(self) -> None:
        _, output = run("show", "needs")
        first, second, third = output.splitlines()
        assert (
            f"need.closed {NEED} version 2: {PERSON} through cli for 964338531, let by another, reason other" in first
        )
        assert "job close_lapsed" in second
        assert "command" in third

    @pytest.mark.parametrize(
        ("filters", "rows"),
        [
            (("--subject", NEED), 3),
            (("--subject", "another"), 0),
            (("--person", PERSON), 1),
            (("--person", "another"), 1),
            (("--since", "2001-01-01"), 3),
            (("--since", "2999-01-01"), 0),
        ],
    )
    def test_prints_what_is_asked_for(self, filters: tuple[str, ...], rows: int) -> None:
        assert len(run("show", "needs", *filters)[1].splitlines()) == rows
