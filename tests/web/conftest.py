"""Web on both databases."""

from services.web.tables import Table
from tests.support.service_fixtures import committing_fixture, database_fixture, database_url_fixture

database_url = database_url_fixture("web")
database = database_fixture(Table.metadata)
committed = committing_fixture("web", Table.metadata)
