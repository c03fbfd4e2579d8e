"""`ressurspool-ops keys`, on a database of the test's own."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from ressurspool.ops.commands.app import app
from services.auth.keys.domain import KNOWN_BEFORE
from services.auth.operator.preparation import prepare
from services.auth.settings import AuthSettings
from services.auth.tables import Table
from services.kit import clock
from services.kit.data.database import Database
from services.kit.data.migrations import upgrade


@pytest.fixture
def _started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """auth with its first key, as the environment names it."""
    url = f"sqlite:///{tmp_path}/auth.db"
    monkeypatch.setenv("AUTH_DATABASE_URL", url)
    upgrade("auth", url)
    database = Database(url, Table.metadata)
    prepare(database, AuthSettings())
    database.close()


def run(*arguments: str) -> tuple[int, list[str]]:
    result = CliRunner().invoke(app, ["keys", *arguments])
    return result.exit_code, result.output.splitlines()


def states() -> dict[str, str]:
    code, lines = run("list")
    assert code == 0
    return {line.split()[0]: line.split()[1] for line in lines}


pytestmark = pytest.mark.usefixtures("_started")


def test_are_listed_with_their_state() -> None:
    assert list(states().values()) == ["active"]


def test_rotate_when_everybody_knows_the_next_one() -> None:
    with clock.stopped_at(clock.now()) as move:
        code, (output,) = run("rotate")
        assert code == 1
        assert output.startswith("Refused: the next key is not known to everybody yet")
        move(KNOWN_BEFORE)
        (upcoming,) = (kid for kid, state in states().items() if state == "upcoming")
        assert run("rotate") == (0, [f"{upcoming} signs from now on"])
        assert sorted(states().values()) == ["active", "retiring", "upcoming"]


def test_are_revoked_at_once() -> None:
    (first,) = states()
    assert run("revoke", first) == (0, [f"revoked: {first}"])
    assert sorted(states().values()) == ["active", "revoked", "upcoming"]
    assert run("revoke", first) == (1, ["Refused: wrong-state"])
    assert run("revoke", "nobody") == (1, ["Refused: not-found"])
    assert run("revoke", "-nobody") == (1, ["Refused: not-found"]), "an id may begin with a dash"


def test_are_encrypted_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "old"
    old.write_text(AuthSettings().key_passphrase.get_secret_value() + "\n", encoding="utf-8")
    monkeypatch.setenv("AUTH_KEY_PASSPHRASE", "another")
    assert run("reseal", "--old", str(old)) == (0, ["1 encrypted anew"])
    assert run("reseal", "--old", str(old)) == (0, ["0 encrypted anew"])
    old.write_text("wrong", encoding="utf-8")
    monkeypatch.setenv("AUTH_KEY_PASSPHRASE", "a third")
    code, (output,) = run("reseal", "--old", str(old))
    assert (code, output[:44]) == (1, "Refused: the passphrase does not open key " + next(iter(states()))[:2])
