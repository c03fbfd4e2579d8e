"""Without verification no access, and what was verified goes on within bounds (I11): auth sick in every way."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from types import ModuleType
from typing import Any

import httpx
import pytest

from services.kit import clock
from services.kit.access import jwks
from services.kit.access.jwks import KEPT_SECONDS, MAX_SET_BYTES, REFRESH_SECONDS, UNKNOWN_KID_SECONDS
from services.kit.access.revocations import Revocations
from services.kit.calls import exchange
from services.kit.calls.single_flight import MOST_WAITING
from services.kit.errors import Unavailable
from services.kit.web.application import Overrides
from services.needs.main import create_app
from services.needs.models import Table
from services.needs.settings import NeedsSettings
from tests.support.api import Api
from tests.support.callers import a_token, bearer, published_key
from tests.support.counts import Measured, count
from tests.support.databases import rolled_back
from tests.support.hostile_tokens.forger import Forger, another_key
from tests.support.service_fixtures import database_url_fixture
from tests.support.strangers import Route, Stranger, answer, as_json, hangs_up, stranger
from tests.support.weakened import weakened

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PATH, THIEF = "/oauth/jwks", "thief"
REFRESH, HOUR = timedelta(seconds=REFRESH_SECONDS), timedelta(seconds=KEPT_SECONDS)
A_SECOND = timedelta(seconds=1)
THREADS = 8


def thiefs_key() -> dict[str, Any]:
    return another_key().as_dict(private=False) | {"kid": THIEF}


def thiefs_token() -> str:
    """Good but for its key, which only a sick or foreign server publishes."""
    return Forger(key=another_key(), kid=THIEF, service="needs", random=Random(1)).good()


def a_set(*keys: dict[str, Any]) -> dict[str, Any]:
    return {"keys": list(keys)}


WELL = as_json(a_set(published_key()))
SICK: dict[str, Route] = {
    "hangs up": hangs_up,
    "an error": answer(500, b""),
    "an error with a set": as_json(a_set(thiefs_key()), status=503),
    "a page": answer(200, b"<html><body>Down for maintenance</body></html>"),
    "JSON that breaks off": answer(200, b'{"keys": [{"kty": "RSA"'),
    "no set": as_json({"key": []}),
    "an empty set": as_json(a_set()),
    "no key of use": as_json(a_set({"kty": "EC", "kid": "e"}, {"kid": THIEF}, thiefs_key() | {"use": "enc"})),
    "a huge set": answer(200, b" " * MAX_SET_BYTES + httpx.Response(200, json=a_set(thiefs_key())).content),
    "a way to another place": answer(302, b"", Location="/elsewhere"),
}


@dataclass
class Service:
    """needs, and the auth it asks for keys; `refresh` is what its background thread does every 30 s."""

    api: Api
    auth: Stranger

    def ask(self, token: str) -> int:
        return self.api.get("/v1/needs", bearer(token)).status_code

    def refresh(self) -> None:
        self.api.app.state.verified_tokens.keys.refresh()


url = database_url_fixture("needs", scope="module")


@pytest.fixture
def service(url: str) -> Iterator[Service]:
    with stranger() as auth, rolled_back(url, Table.metadata) as database:
        auth.routes["/elsewhere"] = as_json(a_set(thiefs_key()))
        settings = NeedsSettings(auth_url=auth.address)
        app = create_app(settings, overrides=Overrides(database=database, revocations=Revocations.nothing_revoked()))
        yield Service(Api(app), auth)
        app.state.siblings.client.close()


class TestAuthIsSick:
    @pytest.mark.parametrize("kind", SICK)
    def test_before_there_is_a_set_nobody_gets_in(self, service: Service, kind: str) -> None:
        service.auth.routes[PATH] = SICK[kind]
        assert {service.ask(a_token()), service.ask(thiefs_token())} == {503}

    @pytest.mark.parametrize("kind", SICK)
    def test_what_was_issued_goes_on_for_an_hour_and_nothing_else_gets_in(self, service: Service, kind: str) -> None:
        with clock.stopped_at(NOON) as move:
            service.auth.routes[PATH] = WELL
            assert service.ask(a_token()) == 200
            service.auth.routes[PATH] = SICK[kind]
            move(REFRESH)
            service.refresh()
            assert (service.ask(a_token()), service.ask(thiefs_token())) == (200, 401)
            move(HOUR - REFRESH - A_SECOND)
            assert (service.ask(a_token()), service.ask(thiefs_token())) == (200, 401)
            move(2 * A_SECOND)
            service.refresh()
            assert {service.ask(a_token()), service.ask(thiefs_token())} == {503}

    def test_refused_connections_are_no_better(self, service: Service) -> None:
        with stranger() as gone:
            settings = NeedsSettings(auth_url=gone.address)
        overrides = Overrides(database=service.api.app.state.database, revocations=Revocations.nothing_revoked())
        assert Service(Api(create_app(settings, overrides=overrides)), gone).ask(a_token()) == 503


class TestAuthIsKilledForTenMinutes:
    def test_tokens_live_out_their_time_and_it_goes_on_afterwards(self, service: Service, measured: Measured) -> None:
        asked, each = 0, count(10_000) // 20
        with clock.stopped_at(NOON) as move:
            service.auth.routes[PATH] = WELL
            issued = a_token(exp=int(NOON.timestamp()) + 600)
            assert service.ask(issued) == 200
            service.auth.routes[PATH] = hangs_up
            for _ in range(20):  # half a minute each
                move(REFRESH)
                service.refresh()
                assert {service.ask(issued) for _ in range(each)} == {200}
                assert service.ask(thiefs_token()) == 401
                asked += each
            move(timedelta(seconds=10))
            assert service.ask(issued) == 401, "it has ended"
            service.auth.routes[PATH] = as_json(a_set(published_key(), thiefs_key()))
            move(timedelta(seconds=UNKNOWN_KID_SECONDS))
            assert service.ask(thiefs_token()) == 403, "auth is back, and says that the key is its own: believed"
        measured(f"I11: {asked:,} requests of an issued token while auth was dead for ten minutes, all answered")


class Auth:
    """Counts how often it is asked for its keys."""

    def __init__(self) -> None:
        self.asked = 0

    def keys(self, module: ModuleType = jwks) -> Any:
        return module.RemoteKeys("http://auth" + PATH, client=httpx.Client(transport=httpx.MockTransport(self._give)))

    def _give(self, _request: httpx.Request) -> httpx.Response:
        self.asked += 1
        return httpx.Response(200, json=a_set(published_key()))


def flooded(keys: Any, unknown: int, *, threads: int = THREADS) -> None:
    """Tokens with that many unknown kids, from several threads at the same moment."""

    def ask(number: int) -> None:
        with suppress(Unavailable):  # enough wait for the fetch already
            keys.refresh_for(f"unknown-{number}")

    with ThreadPoolExecutor(max_workers=threads) as flood:
        list(flood.map(ask, range(unknown)))


class TestFlood:
    def test_of_unknown_kids_costs_one_fetch_in_ten_seconds(self, measured: Measured) -> None:
        auth, kids, rounds = Auth(), count(50_000), 6
        keys = auth.keys()
        with clock.stopped_at(NOON) as move:
            for number in range(1, rounds + 1):
                flooded(keys, kids // rounds)
                assert auth.asked == number
                move(timedelta(seconds=UNKNOWN_KID_SECONDS / 2))
                flooded(keys, kids // rounds)
                assert auth.asked == number
                move(timedelta(seconds=UNKNOWN_KID_SECONDS / 2))
        measured(f"I11: {2 * kids:,} unknown kids in {THREADS} threads and a minute, {auth.asked} fetches of keys")

    def test_without_the_pause_costs_one_each(self) -> None:
        auth = Auth()
        with clock.stopped_at(NOON):
            keys = auth.keys(weakened(jwks, "UNKNOWN_KID_SECONDS if self._keys else 1", "0"))
            flooded(keys, 100, threads=MOST_WAITING)
        assert auth.asked == 100


class TestWithoutItsGuard:
    """Each guard of kit/access/jwks.py taken away lets the thief in, or shuts out who was let in."""

    GUARDS = {  # guard: what of it goes, what stands there instead, what auth answers, and who is believed then
        "a set must have a key": ("if not found or len(found) != len(keys):", "if False:", "an empty set", ""),
        "a key must be of use": (
            '[key for key in answer["keys"] if usable(key)]',
            '[key for key in answer["keys"] if "n" in key]',
            "no key of use",
            THIEF,
        ),
        "an error is no set": ("            answer.raise_for_status()\n", "", "an error with a set", THIEF),
        "a set has a size": ("MAX_SET_BYTES = 64 * 1024", "MAX_SET_BYTES = 64 * 1024 * 1024", "a huge set", THIEF),
    }

    @pytest.mark.parametrize("guard", GUARDS)
    def test_a_sick_answer_does_harm(self, guard: str) -> None:
        goes, instead, kind, then = self.GUARDS[guard]
        assert believed_after(jwks, kind) == "test-key"
        assert believed_after(weakened(jwks, goes, instead), kind) == then

    def test_a_redirect_is_followed_to_the_thief(self) -> None:
        kind, careless = (
            "a way to another place",
            weakened(jwks, "from services.kit.calls.exchange import exchange\n", ""),
        )
        following = weakened(
            exchange, "timeout=timeout, follow_redirects=False", "timeout=timeout, follow_redirects=True"
        )
        vars(careless).update(exchange=following.exchange)
        assert believed_after(jwks, kind) == "test-key"
        assert believed_after(careless, kind) == THIEF

    def test_a_set_is_believed_for_ever(self) -> None:
        endless = Auth().keys(weakened(jwks, "<= KEPT_SECONDS", "< float('inf')"))
        with clock.stopped_at(NOON) as move:
            endless.refresh()
            move(2 * HOUR)
            assert endless.find("test-key")


def believed_after(module: ModuleType, kind: str) -> str:
    """Whose key is believed after auth was well once and then answered so: one of ours, the thief's, or none."""
    with stranger() as auth, httpx.Client(trust_env=False) as client, clock.stopped_at(NOON) as move:
        auth.routes |= {PATH: WELL, "/elsewhere": as_json(a_set(thiefs_key()))}
        keys = module.RemoteKeys(auth.address + PATH, client=client)
        keys.refresh()
        auth.routes[PATH] = SICK[kind]
        move(REFRESH)
        keys.refresh()
        return next((kid for kid in (THIEF, "test-key") if keys.find(kid)), "")
