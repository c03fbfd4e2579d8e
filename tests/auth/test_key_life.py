"""Signing keys are made, activated, retired and revoked: by age, by command and in an emergency."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from services.auth.audit.models import AuditEntry
from services.auth.audit.service import NOBODY
from services.auth.keys.domain import KNOWN_AFTER, KNOWN_BEFORE, KeyState
from services.auth.keys.errors import NotKnownYet, WrongPassphrase
from services.auth.keys.models import SigningKey
from services.auth.keys.own_keys import OwnKeys
from services.auth.keys.repository import SigningKeys
from services.auth.keys.service import keep_keys, list_keys, make_next_key, reseal, revoke, rotate
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.data.database import Database
from services.kit.errors import NotFound, Unavailable, WrongState
from tests.auth.scenes.events import emitted

Move = Callable[[timedelta], None]
A_SECOND, A_DAY = timedelta(seconds=1), timedelta(days=1)


@pytest.fixture
def move() -> Iterator[Move]:
    with clock.stopped_at(clock.now()) as moving:
        yield moving


def keys_of(database: Database) -> dict[str, SigningKey]:
    with database.read() as session:
        return {key.kid: key for key in list_keys(session)}


def kid_in(database: Database, state: KeyState) -> str:
    (kid,) = (kid for kid, key in keys_of(database).items() if key.state == state)
    return kid


def published_by(database: Database, settings: AuthSettings) -> set[str]:
    return {key["kid"] for key in OwnKeys(database, settings).jwks()}


class TestKeepKeys:
    def test_makes_the_next_key_once(self, database: Database, settings: AuthSettings) -> None:
        keep_keys(database, settings)
        keep_keys(database, settings)
        assert sorted(key.state for key in keys_of(database).values()) == ["active", "upcoming"]
        assert published_by(database, settings) == set(keys_of(database))

    def test_lets_it_sign_when_the_first_is_old(self, database: Database, settings: AuthSettings, move: Move) -> None:
        keep_keys(database, settings)
        before, after = (kid_in(database, state) for state in (KeyState.ACTIVE, KeyState.UPCOMING))
        move(timedelta(days=settings.key_days) - A_DAY)
        keep_keys(database, settings)
        assert OwnKeys(database, settings).signer().kid == before
        move(A_DAY)
        keep_keys(database, settings)
        assert OwnKeys(database, settings).signer().kid == after
        assert {before, after} < published_by(database, settings)
        assert len(published_by(database, settings)) == 3, "the next is there already"

    def test_does_not_hand_over_to_a_key_that_is_too_new(self, database: Database, move: Move) -> None:
        hasty = AuthSettings(key_days=1)
        move(2 * A_DAY)
        keep_keys(database, hasty)
        keep_keys(database, hasty)
        assert sorted(key.state for key in keys_of(database).values()) == ["active", "upcoming"]
        move(KNOWN_BEFORE)
        keep_keys(database, hasty)
        assert sorted(key.state for key in keys_of(database).values()) == ["active", "retiring", "upcoming"]

    def test_retires_a_key_when_its_last_token_has_ended(
        self, database: Database, settings: AuthSettings, move: Move
    ) -> None:
        before = kid_in(database, KeyState.ACTIVE)
        make_next_key(database, settings, by=NOBODY)
        move(KNOWN_BEFORE)
        rotate(database, settings)
        move(KNOWN_AFTER - A_SECOND)
        keep_keys(database, settings)
        assert before in published_by(database, settings)
        move(A_SECOND)
        keep_keys(database, settings)
        assert before not in published_by(database, settings)
        assert keys_of(database)[before].state == KeyState.RETIRED

    def test_without_the_first_there_is_no_next(self, new_database: Database, settings: AuthSettings) -> None:
        make_next_key(new_database, settings, by=NOBODY)
        assert keys_of(new_database) == {}
        keep_keys(new_database, settings)
        assert sorted(key.state for key in keys_of(new_database).values()) == ["active", "upcoming"]


class TestRotate:
    def test_refuses_before_everybody_knows_the_next_key(
        self, database: Database, settings: AuthSettings, move: Move
    ) -> None:
        with pytest.raises(NotKnownYet):
            rotate(database, settings)
        move(KNOWN_BEFORE - A_SECOND)
        with pytest.raises(NotKnownYet):
            rotate(database, settings)
        move(A_SECOND)
        assert rotate(database, settings) == kid_in(database, KeyState.ACTIVE)

    def test_forgets_the_private_part_of_what_signs_no_more(
        self, database: Database, settings: AuthSettings, move: Move
    ) -> None:
        before = kid_in(database, KeyState.ACTIVE)
        make_next_key(database, settings, by=NOBODY)
        move(KNOWN_BEFORE)
        rotate(database, settings)
        assert keys_of(database)[before].private_pem is None

    def test_takes_no_key_that_nobody_could_sign_with(
        self, database: Database, settings: AuthSettings, move: Move
    ) -> None:
        make_next_key(database, AuthSettings(key_passphrase="another"), by=NOBODY)
        move(KNOWN_BEFORE)
        with pytest.raises(WrongPassphrase):
            rotate(database, settings)
        assert OwnKeys(database, settings).signer().kid == kid_in(database, KeyState.ACTIVE)


class TestRevoke:
    def test_of_the_signing_key_lets_the_published_one_sign_at_once(
        self, database: Database, settings: AuthSettings
    ) -> None:
        make_next_key(database, settings, by=NOBODY)
        leaked, upcoming = (kid_in(database, state) for state in (KeyState.ACTIVE, KeyState.UPCOMING))
        revoke(database, settings, [leaked])
        keys = OwnKeys(database, settings)
        assert keys.signer().kid == upcoming
        assert not keys.knows(leaked)
        assert published_by(database, settings) == {upcoming, kid_in(database, KeyState.UPCOMING)}

    def test_of_the_signing_key_stops_a_process_that_has_just_signed(
        self, database: Database, settings: AuthSettings
    ) -> None:
        make_next_key(database, settings, by=NOBODY)
        keys = OwnKeys(database, settings)
        leaked = keys.signer().kid
        revoke(database, settings, [leaked])
        assert keys.signer().kid != leaked

    def test_of_every_key_makes_new_ones(self, database: Database, settings: AuthSettings) -> None:
        make_next_key(database, settings, by=NOBODY)
        every = set(keys_of(database))
        revoke(database, settings, sorted(every))
        assert published_by(database, settings).isdisjoint(every)
        assert OwnKeys(database, settings).signer().kid == kid_in(database, KeyState.ACTIVE)

    def test_passes_over_a_next_key_that_nobody_could_sign_with(
        self, database: Database, settings: AuthSettings
    ) -> None:
        make_next_key(database, AuthSettings(key_passphrase="another"), by=NOBODY)
        revoke(database, settings, [kid_in(database, KeyState.ACTIVE)])
        assert OwnKeys(database, settings).signer()

    def test_is_emitted_and_entered(self, database: Database, settings: AuthSettings) -> None:
        leaked = kid_in(database, KeyState.ACTIVE)
        revoke(database, settings, [leaked])
        assert [event["subject"] for event in emitted(database, "key.revoked")] == [leaked]
        with database.read() as session:
            entered = session.execute(select(col(AuditEntry.action), col(AuditEntry.client_id))).all()
        assert ("signing_key.revoked", "ressurspool-ops") in [tuple(entry) for entry in entered]

    def test_refuses_what_is_not_there_or_gone(self, database: Database, settings: AuthSettings) -> None:
        leaked = kid_in(database, KeyState.ACTIVE)
        with pytest.raises(NotFound):
            revoke(database, settings, ["nobody"])
        revoke(database, settings, [leaked])
        with pytest.raises(WrongState):
            revoke(database, settings, [leaked])


class TestReseal:
    def test_encrypts_anew_and_may_be_repeated(self, database: Database, settings: AuthSettings) -> None:
        make_next_key(database, settings, by=NOBODY)
        changed = AuthSettings(key_passphrase="another")
        old = settings.key_passphrase.get_secret_value()
        with pytest.raises(Unavailable):
            OwnKeys(database, changed).signer()
        assert reseal(database, changed, old_passphrase=old) == 2
        assert reseal(database, changed, old_passphrase=old) == 0
        assert OwnKeys(database, changed).signer()
        with pytest.raises(Unavailable):
            OwnKeys(database, settings).signer()

    def test_refuses_a_wrong_old_passphrase(self, database: Database) -> None:
        with pytest.raises(WrongPassphrase):
            reseal(database, AuthSettings(key_passphrase="another"), old_passphrase="wrong")


class TestTheDatabase:
    @pytest.mark.parametrize("state", [KeyState.ACTIVE, KeyState.UPCOMING])
    def test_holds_one_of_each_that_signs(self, database: Database, settings: AuthSettings, state: KeyState) -> None:
        make_next_key(database, settings, by=NOBODY)
        with database.write() as session:
            another = SigningKey(kid="x", state=state, private_pem="x", public={})
            assert not SigningKeys(session).add_unless_there(another)
