"""A database of each test's own, in which what threads commit stays, and a receiver."""

from collections.abc import Iterator

import pytest

from services.notify.tables import Table
from tests.notify.webhooks.receivers import Receiver, receiver
from tests.support.service_fixtures import committing_fixture

database = committing_fixture("notify", Table.metadata)


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as made:
        yield made
