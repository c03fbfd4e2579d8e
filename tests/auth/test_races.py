"""What may happen once happens once under concurrent calls, and more often where the guard is taken away."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col

from services.auth.audit.service import NOBODY
from services.auth.invitations.models import Invitation
from services.auth.invitations.repository import Invitations
from services.auth.keys.domain import KNOWN_BEFORE
from services.auth.keys.errors import NotKnownYet
from services.auth.keys.repository import SigningKeys
from services.auth.keys.service import make_next_key, rotate
from services.auth.limits.models import GuessGate
from services.auth.limits.repository import Gate, GuessGates
from services.auth.main import create_app
from services.auth.operator.preparation import prepare
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.access.revocations import Revocations
from services.kit.data.database import Database
from services.kit.errors import Busy
from services.kit.events.feed import events_page
from services.kit.ids import hashed
from services.kit.web.application import Overrides
from tests.auth.scenes.invitations import an_acceptance, invited
from tests.support.api import Api
from tests.support.races import RACERS, Act, looked_first, race


@pytest.fixture
def app(started: Database) -> Api:
    return Api(create_app(overrides=Overrides(database=started, revocations=Revocations.nothing_revoked())))


class TestAcceptingAnInvitation:
    def test_makes_one_member_of_those_who_come_at_once(self, app: Api, started: Database) -> None:
        token = invited(started)
        answers = race(lambda: app.post("/v1/invitations/acceptance", json=an_acceptance(token)))
        statuses = [answer.status_code for answer in answers]
        assert statuses.count(201) == 1
        assert set(statuses) <= {201, 409, 503}  # 503: a busy machine sheds who waits long for a place to hash

    def test_is_won_by_one(self, started: Database) -> None:
        token_hash = hashed(invited(started))
        won = looked_first(started, self._open(token_hash), lambda s: Invitations(s).use(token_hash, at=clock.now()))
        assert won.count(True) == 1

    def test_without_its_guard_it_is_won_by_all(self, started: Database) -> None:
        token_hash = hashed(invited(started))

        def unguarded(session: Session) -> bool:
            mine = col(Invitation.token_hash) == token_hash
            session.execute(update(Invitation).where(mine).values(used_at=clock.now()))
            return True

        assert looked_first(started, self._open(token_hash), unguarded).count(True) == RACERS

    @staticmethod
    def _open(token_hash: str) -> Act:
        return lambda session: Invitations(session).find_open(token_hash, at=clock.now()) is not None


class TestGuessing:
    GATE = Gate(key="k", burst=2, pace=timedelta(minutes=15))

    def test_is_bounded_among_those_who_come_at_once(self, started: Database) -> None:
        with clock.stopped_at(clock.now()):  # a clock that runs would refuse whoever read it before the first one wrote
            won = looked_first(started, lambda _session: True, self._guarded)
        assert won.count(True) == self.GATE.burst

    def test_without_its_guard_it_is_not(self, started: Database) -> None:
        def room(session: Session) -> bool:
            return GuessGates(session).ms_until_free(self.GATE, at=clock.now()) == 0

        def unguarded(session: Session) -> bool:
            session.execute(update(GuessGate).values(paced_to=col(GuessGate.paced_to) + self.GATE.pace_ms))
            return True

        assert looked_first(started, room, unguarded).count(True) == RACERS

    def _guarded(self, session: Session) -> bool:
        return GuessGates(session).pass_through(self.GATE, at=clock.now())


class TestPreparing:
    def test_emits_each_body_once_and_keeps_one_key(self, new_database: Database) -> None:
        race(lambda: prepare(new_database, AuthSettings()))
        page = events_page(new_database, after="", limit=1000, source="/auth", orgnr=None)
        assert len(page.items) == len({event["subject"] for event in page.items}) == 53
        with new_database.read() as session:
            assert len(SigningKeys(session).list_all()) == 1


class TestRotatingKeys:
    def test_is_done_by_one_of_those_who_come_at_once(self, started: Database) -> None:
        with clock.stopped_at(clock.now()) as move:
            make_next_key(started, AuthSettings(), by=NOBODY)
            move(KNOWN_BEFORE)
            done = race(lambda: self._rotated(started))
        assert done.count(True) == 1
        with started.read() as session:
            states = [key.state for key in SigningKeys(session).list_all()]
        assert sorted(states) == ["active", "retiring", "upcoming"]

    @staticmethod
    def _rotated(database: Database) -> bool:
        try:
            return bool(rotate(database, AuthSettings()))
        except (Busy, NotKnownYet):
            return False
