"""The pool on both databases."""

from services.pool.main import create_app
from services.pool.models import Table
from tests.support.service_fixtures import api_fixture, database_fixture, database_url_fixture

database_url = database_url_fixture("pool")
database = database_fixture(Table.metadata)
api = api_fixture(create_app)
