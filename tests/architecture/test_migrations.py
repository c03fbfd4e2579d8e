"""Every history is numbered, goes up and down, and ends in exactly the tables the code declares."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from services.kit.data.database import engine_for
from services.kit.data.migrations import downgrade, upgrade
from services.kit.settings import PROJECT_ROOT
from services.scheme.services import PROCESSES
from tests.architecture.rooms import metadata_of
from tests.support.databases import ENGINES, empty_database, migrated_database

COPIES: Mapping[str, set[str]] = {
    "auth": {"0004", "0005", "0007", "0013", "0014", "0016", "0020", "0022", "0025"},
    "notify": {"0004", "0005", "0007"},
    "pool": {"0008"},
}  # the migrations of before that copy a table


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    engine = engine_for(url, connections=2)
    try:
        yield engine
    finally:
        engine.dispose()


@pytest.mark.parametrize("service", PROCESSES)
def test_migrations_are_numbered_without_gaps(service: str) -> None:
    names = sorted(path.name for path in (PROJECT_ROOT / "migrations" / service / "versions").glob("*.py"))
    assert all(re.fullmatch(r"[0-9]{4}_[a-z0-9_]+\.py", name) for name in names)
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("service", PROCESSES)
def test_the_migrated_database_is_what_the_code_declares(service: str, engine: str) -> None:
    with migrated_database(engine, service) as url, opened(url) as engine_made, engine_made.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, metadata_of(service)) == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("service", PROCESSES)
def test_every_migration_goes_up_down_and_up_again(service: str, engine: str) -> None:
    with empty_database(engine) as url:
        upgrade(service, url)
        downgrade(service, url, revision="base")
        with opened(url) as engine_made:
            assert inspect(engine_made).get_table_names() == ["alembic_version"]
        upgrade(service, url)


@pytest.mark.parametrize("service", PROCESSES)
def test_no_further_migration_copies_a_table(service: str) -> None:
    """Batch mode drops the old one, and SQLite deletes the rows that refer to it: see `migrations/checks.py`."""
    paths = sorted((PROJECT_ROOT / "migrations" / service / "versions").glob("*.py"))
    copying = {path.name[:4] for path in paths if "batch_alter_table" in path.read_text(encoding="utf-8")}
    assert copying == COPIES.get(service, set())
