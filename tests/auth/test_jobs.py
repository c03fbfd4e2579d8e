"""What auth does at start-up and by the clock."""

from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event, Thread

from sqlalchemy import func, select

from services.auth.jobs import forget_spent
from services.auth.keys.own_keys import OwnKeys
from services.auth.limits.models import GuessGate
from services.auth.operator.preparation import prepare
from services.auth.settings import AuthSettings
from services.auth.tables import Table
from services.auth.tokens.models import AuthorizationCode
from services.kit import clock
from services.kit.data.database import Database
from services.kit.data.migrations import upgrade
from tests.auth.scenes.logins import a_browser
from tests.auth.scenes.members import a_coordinator
from tests.support.api import Api

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def rows(database: Database) -> int:
    with database.read() as session:
        codes = session.scalar(select(func.count()).select_from(AuthorizationCode)) or 0
        return codes + (session.scalar(select(func.count()).select_from(GuessGate)) or 0)


class TestForgetSpent:
    def test_removes_codes_and_counts_that_no_longer_matter(self, api: Api, database: Database) -> None:
        a_coordinator(database, api)
        with clock.stopped_at(NOON) as move:
            a_browser(api).log_in(password="wrong")
            a_browser(api).log_in()
            forget_spent(database)
            assert rows(database) > 1, "the code, and the gates that the wrong guess passed"
            move(timedelta(hours=2))
            forget_spent(database)
            assert rows(database) == 0


class TestStartUp:
    def test_prepares_as_soon_as_the_database_is_migrated(self, empty_url: str, settings: AuthSettings) -> None:
        database = Database(empty_url, Table.metadata)
        keys = OwnKeys(database, settings, prepare=partial(prepare, database, settings))
        stop = Event()
        thread = Thread(target=keys.run, args=(stop,))
        thread.start()
        upgrade("auth", empty_url)
        ends = clock.monotonic() + 20
        while not keys.present and clock.monotonic() < ends:
            Event().wait(0.05)
        stop.set()
        thread.join(10)
        database.close()
        assert keys.present
