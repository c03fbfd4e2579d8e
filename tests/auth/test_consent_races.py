"""Races of consents: none of several concurrent ones is lost, and no login outlives a withdrawal."""

from itertools import count
from threading import get_ident
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from services.auth.audit.service import Actor
from services.auth.clients.consents import withdraw_consent
from services.auth.clients.models import Consent
from services.auth.clients.repository import Consents
from services.auth.login.completion import new_code
from services.auth.login.states import Proven
from services.auth.sessions.models import LoginSession
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.data.database import Database
from services.kit.errors import NotFound
from tests.auth.scenes.apps import keep_app, step, wanted_by
from tests.auth.scenes.members import a_member
from tests.auth.scenes.tokens import PASSWORD_AND_CODE
from tests.support.callers import HUSBANKEN
from tests.support.races import RACERS, looked_first, race

EACH = ["pool:read", "needs:read", "events:read", "matching:read", "notify:read"]
assert len(EACH) == RACERS


@pytest.fixture
def me(started: Database) -> UUID:
    return a_member(started, role="employee")


@pytest.fixture
def app(started: Database) -> dict[str, str]:
    return keep_app(started, scopes=EACH)


class TestAtTheSameMoment:
    def test_every_yes_counts(self, started: Database, me: UUID, app: dict[str, str]) -> None:
        numbers = count()
        race(lambda: step(started, wanted_by(started, app, scope=EACH[next(numbers)]), me, answer="yes"))
        with started.read() as session:
            consent = session.query(Consent).one()
            assert (sorted(consent.scopes), consent.version) == (sorted(EACH), RACERS)

    def test_without_the_lock_some_are_lost(self, started: Database, me: UUID, app: dict[str, str]) -> None:
        step(started, wanted_by(started, app, scope=EACH[0]), me, answer="yes")
        seen: dict[int, list[str]] = {}
        numbers = count()

        def look(session: Session) -> bool:
            seen[get_ident()] = session.query(Consent).one().scopes
            return True

        def unguarded(session: Session) -> bool:
            session.query(Consent).one().scopes = [*seen[get_ident()], EACH[next(numbers)]]
            return True

        looked_first(started, look, unguarded)
        with started.read() as session:
            assert len(session.query(Consent).one().scopes) == 2


class TestWithdrawnMeanwhile:
    def test_no_login_outlives_it(self, started: Database, me: UUID, app: dict[str, str]) -> None:
        wanted = wanted_by(started, app)
        step(started, wanted, me, answer="yes")
        numbers = count()
        race(lambda: withdraw(started, me) if next(numbers) == RACERS // 2 else step(started, wanted, me))
        assert live(started) == []

    def test_without_the_lock_one_does(self, started: Database, me: UUID, app: dict[str, str]) -> None:
        wanted = wanted_by(started, app)
        step(started, wanted, me, answer="yes")
        with started.read() as session:
            assert session.query(Consent).count() == 1
        withdraw(started, me)
        with started.write() as session:
            proven = Proven(person_id=me, at=clock.now(), methods=PASSWORD_AND_CODE)
            new_code(session, AuthSettings(), wanted, proven, orgnr=HUSBANKEN)
        assert live(started) == ["app"]

    def test_is_withdrawn_by_exactly_one_of_concurrent_calls(
        self, started: Database, me: UUID, app: dict[str, str]
    ) -> None:
        step(started, wanted_by(started, app), me, answer="yes")
        assert race(lambda: withdraw(started, me)).count(True) == 1


def withdraw(database: Database, me: UUID) -> bool:
    with database.read() as session:
        found = session.query(Consent).one_or_none()
    if found is None:
        return False
    try:
        with database.write() as session:
            consents = Consents(session)
            withdraw_consent(consents, consents.get_of_locked(me, found.id), by=Actor(sub=str(me)))
    except NotFound:
        return False
    return True


def live(database: Database) -> list[str]:
    with database.read() as session:
        return [login.client_id for login in session.query(LoginSession).filter_by(ended_at=None)]
