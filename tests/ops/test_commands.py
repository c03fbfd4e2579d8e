"""The operator's commands, on databases of the test's own."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert
from typer.testing import CliRunner

from ressurspool.ops.commands.app import app
from ressurspool.ops.migration import begin_migration
from services.auth.tables import Table as AuthTable
from services.kit.data.database import Database
from services.kit.data.migrations import upgrade
from services.kit.settings import PROJECT_ROOT
from services.pool.models import Table as PoolTable
from services.scheme.services import PROCESSES

BAERUM, HUSBANKEN = "935478715", "942114184"
EVENT = {"id": "e1", "type": "placement.nothing_known", "subject": "p1", "time": "2026-03-01T10:00:00Z"}
PARKED = {"position": "a.1", "data": {"version": 1}}


@pytest.fixture
def urls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Every service's database at a place of the test's own, not migrated yet."""
    monkeypatch.chdir(tmp_path)
    urls = {name: f"sqlite:///{tmp_path}/{name}.db" for name in PROCESSES}
    for name, url in urls.items():
        monkeypatch.setenv(f"{name.upper()}_DATABASE_URL", url)
    return urls


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.output


class TestMigrate:
    def test_brings_all_databases_up_to_date_and_may_be_repeated(self, urls: dict[str, str]) -> None:
        assert run("migrate") == run("migrate") == (0, "".join(f"{name}: up to date\n" for name in PROCESSES))

    def test_knows_only_our_services(self, urls: dict[str, str]) -> None:
        code, output = run("migrate", "elsewhere")
        assert code == 2
        assert "placements" in output


class TestBootstrap:
    @pytest.fixture(autouse=True)
    def migrated(self, urls: dict[str, str]) -> None:
        upgrade("auth", urls["auth"])

    def test_prints_a_token_for_the_first_coordinator(self, urls: dict[str, str]) -> None:
        code, output = run("bootstrap", "--orgnr", BAERUM, "--email", "hr@baerum.example")
        assert code == 0
        assert len(output.splitlines()[0]) >= 32
        database = Database(urls["auth"], AuthTable.metadata)
        with database.read() as session:
            invited = session.execute(AuthTable.metadata.tables["invitations"].select()).one()
        database.close()
        assert (invited.orgnr, invited.role) == (BAERUM, "coordinator")

    def test_refuses_a_body_that_is_not_of_the_scheme(self) -> None:
        assert run("bootstrap", "--orgnr", "999999999", "--email", "hr@x.example") == (1, "Refused: not-found\n")


class TestParked:
    @pytest.fixture
    def parked(self, urls: dict[str, str]) -> Iterator[Database]:
        """The pool, with an event of placements put aside."""
        upgrade("pool", urls["pool"])
        database = Database(urls["pool"], PoolTable.metadata)
        at = datetime(2026, 3, 1, tzinfo=UTC)
        key = {"follower": "placements", "position": "a.1", "subject": "p1"}
        with database.write() as session:
            values = {"event": EVENT | PARKED, "reason": "KeyError", "parked_at": at}
            session.execute(insert(database.tables.parked_events).values(**key, **values))
        yield database
        database.close()

    @pytest.mark.usefixtures("parked")
    def test_are_listed_with_their_reason(self) -> None:
        line = "pool: placements a.1 placement.nothing_known p1: KeyError, since 2026-03-01T00:00:00+00:00\n"
        assert run("parked", "list", "pool") == (0, line)

    @pytest.mark.usefixtures("parked")
    def test_of_another_service_are_left_alone(self) -> None:
        assert run("parked", "replay", "pool", "--follows", "auth") == (0, "pool: 0 took effect\n")
        assert "p1" in run("parked", "list", "pool")[1]


class TestRevise:
    def test_begins_the_next_number_of_a_history_that_is_current(self) -> None:
        file = begin_migration("pool", "Try something")
        try:
            assert file.parent == PROJECT_ROOT / "migrations/pool/versions"
            assert file.name[:4].isdecimal()
            assert "pass" in file.read_text()
        finally:
            file.unlink()
            shutil.rmtree(file.parent / "__pycache__", ignore_errors=True)


class TestProbe:
    def test_fails_where_nothing_is_ready(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("ressurspool.ops.probe.PORTS", dict.fromkeys(PROCESSES, 9))
        assert run("probe", "pool")[0] == 1
        assert run("probe")[0] == 1


def test_the_table_of_permissions_can_be_printed() -> None:
    status, printed = run("access", "placements")
    assert status == 0, printed
    assert "`settle_placement`" in printed
    assert any(row.endswith("| yes |") for row in printed.splitlines())
