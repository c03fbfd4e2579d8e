"""What the verb of the main job asks of the database. The numbers may only fall."""

from services.kit.data.database import Database
from tests.needs.factories import posted
from tests.support.api import Api
from tests.support.costs import counted


def test_posting_asks_no_more_than_it_did(api: Api, database: Database) -> None:
    with counted(database) as costs:
        posted(api)
    assert costs == {"statements": 12, "commits": 1}
