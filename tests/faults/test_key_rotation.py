"""Signing keys rotate without a false refusal, and a revoked one dies (I23), on both databases."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from random import Random

import pytest

from services.auth.keys.domain import KNOWN_BEFORE, KeyState
from services.auth.keys.models import SigningKey
from services.auth.keys.repository import SigningKeys
from services.auth.keys.service import ensure_key, keep_keys, revoke, rotate
from services.auth.keys.signer import new_key
from services.auth.tables import Table
from services.kit import clock
from services.kit.access import jwks
from services.kit.data.database import Database
from tests.support.counts import Measured, count
from tests.support.key_scene import Scene
from tests.support.service_fixtures import database_url_fixture
from tests.support.weakened import weakened

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TWO_HOURS = KNOWN_BEFORE.total_seconds()
DEAD_SECONDS = 60


url = database_url_fixture("auth", scope="module")


@pytest.fixture
def scene(url: str) -> Iterator[Scene]:
    """No keys but a first one, at noon."""
    database = Database(url, Table.metadata)
    with database.write() as session:
        session.execute(Table.metadata.tables["signing_keys"].delete())
    with clock.stopped_at(NOON) as move:
        made = Scene(database, move, Random(23))
        ensure_key(database, made.settings)
        yield made
    database.close()


def keeping(scene: Scene) -> list[Callable[[], object]]:
    """The job of two processes, which come at the same moment."""
    return [lambda: keep_keys(scene.database, scene.settings)] * 2


def rotate_hastily(scene: Scene) -> None:
    """What it would be without the upcoming state: a new key signs as soon as it is made."""
    key = new_key(scene.settings.key_passphrase.get_secret_value().encode())
    with scene.database.write() as session:
        keys = SigningKeys(session)
        active = keys.find_in(KeyState.ACTIVE)
        assert active is not None
        keys.step(active, "relieve", at=clock.now())
        keys.add(SigningKey(kid=key.kid, state=KeyState.ACTIVE, private_pem=key.private_pem, public=dict(key.public)))


def retire_hastily(scene: Scene) -> None:
    """What it would be without the retiring state: a key that signs no more is published no more."""
    with scene.database.write() as session:
        keys = SigningKeys(session)
        for key in keys.list_in([KeyState.RETIRING]):
            keys.step(key, "retire", at=clock.now())


class TestRotating:
    def test_refuses_nobody(self, scene: Scene, measured: Measured) -> None:
        rotations = count(50)
        for _ in range(rotations):
            scene.run(TWO_HOURS + 60, *keeping(scene))
            rotate(scene.database, scene.settings)
        scene.run(900, *keeping(scene))
        assert scene.refused == []
        assert len(scene.signed_by) == rotations + 1
        load = f"{scene.issued:,} tokens checked {scene.checked:,} times"
        measured(f"I23: {rotations} rotations under load, {load}, {len(scene.refused)} false refusals")

    def test_without_the_upcoming_time_refuses_some(self, scene: Scene) -> None:
        scene.tick(30)
        rotate_hastily(scene)
        scene.tick(1)
        scene.tick(1)
        assert scene.refused

    def test_without_the_retiring_time_refuses_some(self, scene: Scene) -> None:
        keep_keys(scene.database, scene.settings)
        scene.move(KNOWN_BEFORE)
        scene.recover()
        scene.refused.clear()  # of whoever had asked nobody for two hours
        rotate(scene.database, scene.settings)
        retire_hastily(scene)
        scene.tick(30)
        scene.tick(30)
        assert scene.refused


class TestRevoking:
    def test_a_revoked_key_is_dead_in_a_minute_and_nobody_else_is_refused(
        self, scene: Scene, measured: Measured
    ) -> None:
        longest = 0.0
        for _ in range(count(20) + 1):
            longest = max(longest, self.seconds_to_death(scene))
        assert scene.refused == []
        assert longest <= DEAD_SECONDS
        measured(f"I23: revoked keys were believed for {longest:.0f} s at most, 0 other tokens refused")

    def test_where_sets_are_merged_it_lives_on(self, scene: Scene) -> None:
        merging = weakened(
            jwks, "self._keys = _by_kid(self._ask())", "self._keys = {**self._keys, **_by_kid(self._ask())}"
        )
        careless = Scene(scene.database, scene.move, Random(23), verifying=merging)
        assert self.seconds_to_death(careless) > DEAD_SECONDS

    def seconds_to_death(self, scene: Scene) -> float:
        """How long any verifier believes tokens of a key after it was revoked; a little more than a minute at most."""
        keep_keys(scene.database, scene.settings)
        scene.recover()
        scene.tick(scene.random.randint(1, 29))
        with scene.database.read() as session:
            leaked = SigningKeys(session).find_in(KeyState.ACTIVE)
        assert leaked is not None
        scene.revoked.add(leaked.kid)
        revoke(scene.database, scene.settings, [leaked.kid])
        began, theirs = clock.monotonic(), [one for one in scene.alive if one.kid == leaked.kid][-3:]
        assert theirs
        while scene.believers(theirs) and clock.monotonic() - began <= DEAD_SECONDS:
            scene.tick(scene.random.randint(1, 5))
        return clock.monotonic() - began
