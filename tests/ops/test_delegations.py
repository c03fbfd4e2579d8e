"""The operator lets a body without coordinators decide one placement."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from ressurspool.ops.commands.app import app
from services.auth.audit.models import AuditEntry
from services.auth.letters.repository import Letters
from services.auth.operator.preparation import prepare
from services.auth.settings import AuthSettings
from services.auth.tables import Table
from services.kit.data.database import Database
from services.kit.data.migrations import upgrade
from tests.support.callers import BAERUM

PLACEMENT, MANAGER = str(uuid4()), "leder@baerum.example"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path}/auth.db"
    monkeypatch.setenv("AUTH_DATABASE_URL", url)
    upgrade("auth", url)
    database = Database(url, Table.metadata)
    prepare(database, AuthSettings())
    yield database
    database.close()


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["delegations", *arguments])
    return result.exit_code, result.output


def test_mails_a_link_and_takes_it_back(database: Database) -> None:
    code, made = run("create", BAERUM, PLACEMENT, MANAGER, "--language", "nn")
    assert code == 0
    with database.read() as session:
        (token_hash,) = session.scalars(select(Table.metadata.tables["delegations"].c.token_hash))
        letter = Letters(session).find(token_hash)
        assert letter is not None
        assert (letter.email, letter.purpose) == (MANAGER, "decision")
    assert f"open placement {PLACEMENT}" in run("list", BAERUM)[1]
    assert run("withdraw", made.strip()) == (0, "withdrawn\n")
    assert "withdrawn placement" in run("list", BAERUM)[1]
    assert run("withdraw", made.strip())[0] == 1, "once"
    with database.read() as session:
        entered = [(one.action, one.client_id, one.orgnr) for one in session.scalars(select(AuditEntry))]
    own = [entry for entry in entered if entry[0].startswith("delegation.")]
    assert own == [(f"delegation.{what}", "ressurspool-ops", BAERUM) for what in ("created", "withdrawn")]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("create", "999999999", PLACEMENT, MANAGER), "not-found"),
        (("create", BAERUM, "x", MANAGER), "/placement_id"),
        (("create", BAERUM, PLACEMENT, "nobody"), "/email"),
        (("create", BAERUM, PLACEMENT, MANAGER, "--days", "15"), "/days"),
        (("withdraw", str(uuid4())), "not-found"),
    ],
)
def test_says_what_is_wrong(database: Database, arguments: tuple[str, ...], message: str) -> None:
    code, output = run(*arguments)
    assert code == 1
    assert message in output
