"""auth's history ends in auth's tables, and goes back to nothing."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from services.auth.models import Table
from services.kit.database import engine_for
from services.kit.migrate import downgrade, upgrade


class TestHistory:
    def test_ends_where_the_models_stand(self, database_url: str) -> None:
        engine = engine_for(database_url, connections=2)
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, Table.metadata) == []
        engine.dispose()


def test_goes_down_and_up_again(empty_url: str) -> None:
    upgrade("auth", empty_url)
    downgrade("auth", empty_url, revision="base")
    engine = engine_for(empty_url, connections=2)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()
    upgrade("auth", empty_url)
