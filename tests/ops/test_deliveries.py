"""The operator sees what waits and why, tries it again, and stops and starts mail."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ressurspool.ops.commands.app import app
from ressurspool.ops.commands.deliveries import STATES
from services.kit import clock
from services.kit.data.database import Database
from services.kit.data.migrations import upgrade
from services.notify.deliveries.domain import DeliveryState
from services.notify.deliveries.metrics import BacklogMetrics
from services.notify.suppressions.domain import AddressHashes
from services.notify.suppressions.service import suppress
from services.notify.tables import Table
from tests.notify.factories import Story, handle
from tests.notify.fakes import FakeChannel, FakePeers, a_worker
from tests.notify.rows import the_delivery


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """notify's database with one mail to send."""
    url = f"sqlite:///{tmp_path}/notify.db"
    monkeypatch.setenv("NOTIFY_DATABASE_URL", url)
    upgrade("notify", url)
    database = Database(url, Table.metadata)
    handle(database, Story().event("expert.returned", reason="workload"))
    yield database
    database.close()


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["deliveries", *arguments])
    return result.exit_code, result.output


def sent(database: Database) -> int:
    channel = FakeChannel()
    a_worker(channel).send_due(database)
    return len(channel.letters)


def test_knows_all_states() -> None:
    assert set(STATES) == set(DeliveryState)


def test_shows_lists_and_retries(database: Database) -> None:
    assert "email pending: 1, the oldest of 20" in run("show")[1]
    a_worker(FakeChannel(), FakePeers(unknown=True)).send_due(database)
    dead = the_delivery(database)
    assert "email dead (person_unknown): 1" in run("show")[1]
    assert f"{dead.id} email" in run("list")[1]
    assert run("list", "dead", "--reason", "bounced") == (0, "")
    assert run("retry", "--reason", "bounced") == (0, "0 are due again\n")
    assert run("retry", str(dead.id)) == (0, "1 are due again\n")
    assert (sent(database), the_delivery(database).id, the_delivery(database).tries) == (1, dead.id, 1)
    assert run("retry", str(dead.id)) == (0, "0 are due again\n")  # what has arrived is not sent again


def test_pauses_and_resumes(database: Database) -> None:
    assert run("pause")[0] == 0
    assert sent(database) == 0
    assert "email is paused since" in run("show")[1]
    assert run("resume") == (0, "email: sends again, 0 given up\n")
    assert sent(database) == 1


def test_holds_until_it_is_decided_what_becomes_of_the_old(database: Database) -> None:
    assert run("hold")[0] == 0
    assert (sent(database), run("resume")[0], run("release")[0]) == (0, 1, 2)
    later = clock.now().replace(year=clock.now().year + 1).strftime("%Y-%m-%d")
    assert run("release", "--drop-before", later) == (0, "email: sends again, 1 given up\n")
    assert sent(database) == 0
    assert (the_delivery(database).state, the_delivery(database).reason) == ("dead", "dropped")


def test_releases_all(database: Database) -> None:
    run("hold")
    assert run("release", "--send-all")[0] == 0
    assert sent(database) == 1


@pytest.mark.parametrize("arguments", [["list", "lost"], ["pause", "fax"], ["retry"], ["retry", "nothing"]])
def test_refuses_what_it_does_not_know(database: Database, arguments: list[str]) -> None:
    assert run(*arguments)[0] == 2


def test_lifts_a_suppression(database: Database) -> None:
    with database.write() as session:
        hashes = AddressHashes(secret=b"development-only")
        suppress(session, hashes.of("hr@kommune.example"), reason="bounced", recipient=None, at=clock.now())
    assert "1 addresses are suppressed" in run("show")[1]
    assert run("lift", "hr@kommune.example") == (0, "sent to again\n")
    assert run("lift", "hr@kommune.example") == (0, "was not suppressed\n")


def test_metrics_say_what_waits(database: Database) -> None:
    run("pause")
    values = {
        (sample.name, sample.labels.get("state", "")): sample.value
        for family in BacklogMetrics(database).collect()
        for sample in family.samples
    }
    assert values["deliveries_waiting", "pending"] == 1
    assert values["deliveries_paused", ""] == 1
    assert values["addresses_suppressed", ""] == 0
    assert 0 <= values["deliveries_oldest_seconds", ""] < 60
