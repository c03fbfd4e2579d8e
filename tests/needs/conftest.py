"""Needs on both databases."""

from services.needs.main import create_app
from services.needs.models import Table
from tests.support.service_fixtures import api_fixture, database_fixture, database_url_fixture

database_url = database_url_fixture("needs")
database = database_fixture(Table.metadata)
api = api_fixture(create_app)
