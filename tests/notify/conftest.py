"""notify on both databases."""

from services.notify.main import create_app
from services.notify.models import Table
from tests.support.service_fixtures import api_fixture, database_fixture, database_url_fixture

database_url = database_url_fixture("notify")
database = database_fixture(Table.metadata)
api = api_fixture(create_app)
