"""Begins a migration: compares a service's models with the schema that its migrations build in an empty database."""

from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.script import ScriptDirectory

from services.kit.data.migrations import configuration


def begin_migration(service: str, message: str) -> Path:
    """Write the next numbered migration, for a developer to complete. Returns its file."""
    with TemporaryDirectory() as folder:
        history = configuration(service, f"sqlite:///{folder}/history.db")
        last = ScriptDirectory.from_config(history).get_current_head()
        if last is not None:
            command.upgrade(history, "head")
        number = f"{int(last or 0) + 1:04}"
        made = command.revision(history, message, autogenerate=True, rev_id=number)
    assert made is not None
    assert not isinstance(made, list)
    return Path(made.path)
