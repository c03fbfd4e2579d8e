"""Assertions and device codes work once for any number of concurrent requests, and more often without the guard."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.auth.devices.models import DeviceCode
from services.auth.devices.repository import DeviceCodes
from services.auth.main import create_app
from services.auth.tokens.models import UsedAssertion
from services.auth.tokens.repository import UsedAssertions
from services.kit import clock
from services.kit.data.database import Database
from services.kit.data.repository import insert_into
from services.kit.ids import hashed
from services.kit.web.application import Overrides
from tests.auth.scenes.devices import Person, begin, poll
from tests.auth.scenes.members import a_coordinator
from tests.auth.scenes.signers import Signer, a_signer, authenticate, exchange
from tests.support.api import Api
from tests.support.callers import StaticKeys
from tests.support.counts import Measured, count
from tests.support.races import RACERS, looked_first, race


@pytest.fixture
def app(started: Database) -> Api:
    return Api(create_app(overrides=Overrides(database=started, keys=StaticKeys())))


def assert_one(statuses: list[int]) -> None:
    """One request succeeded; the others were refused, or the database was busy."""
    assert statuses.count(200) == 1
    assert set(statuses) <= {200, 400, 503}


class TestAnAssertion:
    def test_gives_one_token_of_those_who_bring_it_at_once(self, app: Api, measured: Measured) -> None:
        signer = a_signer(app)
        for use in (authenticate, exchange) * count(100):
            assertion = signer.sign()

            def bring(use: Callable[..., object] = use, assertion: str = assertion) -> int:
                return int(use(app, assertion).status_code)  # type: ignore[attr-defined]  # either gives an answer

            assert race(bring).count(200) == 1
        measured(f"RFC 7523: {RACERS} racers x {2 * count(100)} assertions, one token each")

    def test_gives_several_where_it_is_looked_up_before_it_is_kept(self, app: Api, started: Database) -> None:
        """Without the guard: every request sees that the assertion is new, and nothing stops the second."""
        jti = hashed("same")

        def is_new(session: Session) -> bool:
            return session.scalars(select(UsedAssertion)).first() is None

        def keep(session: Session) -> bool:
            used = UsedAssertion(client_id="client", jti_hash=jti, expires_at=clock.now() + timedelta(minutes=1))
            row = insert_into(session, UsedAssertion).values(**used.model_dump())
            session.execute(row.on_conflict_do_update(index_elements=["client_id", "jti_hash"], set_={"jti_hash": jti}))
            return True

        assert looked_first(started, is_new, keep).count(True) == RACERS

    def test_is_kept_once_by_the_statement_that_looks(self, app: Api, started: Database) -> None:
        def use(session: Session) -> bool:
            ends = clock.now() + timedelta(minutes=1)
            return UsedAssertions(session).use(UsedAssertion(client_id="c", jti_hash="j", expires_at=ends))

        assert looked_first(started, lambda _session: True, use).count(True) == 1


class TestADeviceCode:
    def test_gives_one_token_of_those_who_poll_at_once(self, app: Api, started: Database) -> None:
        a_coordinator(started, app)
        given = begin(app)
        Person(app).confirm(given["user_code"])
        assert_one(race(lambda: poll(app, given).status_code))

    def test_gives_several_where_it_is_looked_at_before_it_is_used(self, app: Api, started: Database) -> None:
        """Without the guard: every request sees that the code is unused, and the update has no condition."""
        a_coordinator(started, app)
        given = begin(app)
        Person(app).confirm(given["user_code"])
        device_hash = hashed(given["device_code"])

        def unused(session: Session) -> bool:
            code = DeviceCodes(session).find(device_hash)
            return code is not None and code.used_at is None

        def unguarded(session: Session) -> bool:
            code = session.get(DeviceCode, device_hash)
            assert code is not None
            code.used_at = clock.now()
            return True

        assert looked_first(started, unused, unguarded).count(True) == RACERS

    def test_is_decided_once_of_those_who_decide_at_once(self, app: Api, started: Database) -> None:
        a_coordinator(started, app)
        person, given = Person(app), begin(app)
        person.reach_confirmation(given["user_code"])
        asked = [Person(app, person.page, person.address, dict(person.cookies)) for _ in range(RACERS)]
        answers = iter(asked)
        said = race(lambda: next(answers).post(answer="yes").status_code)
        assert_one(said)


def test_a_signer_is_not_another(app: Api) -> None:
    """The controls above are about one client. Another client's assertion with the same id is accepted."""
    one, other = a_signer(app), a_signer(app)
    assert isinstance(one, Signer)
    assert [authenticate(app, signer.sign(jti="same")).status_code for signer in (one, other)] == [200, 200]
