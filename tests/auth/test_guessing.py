"""Guessing is limited, whoever guesses from wherever, and keeps nobody out of their own account for long (I14)."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from services.auth.audit.models import AuditEntry
from services.auth.credentials import passwords
from services.auth.limits.errors import TooManyGuesses
from services.auth.limits.service import (
    LONGEST_WAIT,
    WITHIN,
    Gates,
    account_gates,
    give_back,
    network_of,
    secret_gates,
    take_places,
)
from services.auth.main import create_app
from services.auth.settings import AuthSettings
from services.auth.tables import Table
from services.kit import clock
from services.kit.data.database import Database
from services.kit.web.application import Overrides
from tests.auth.scenes.logins import EMAIL, PASSWORD, a_browser
from tests.auth.scenes.members import a_coordinator
from tests.support.api import Api
from tests.support.callers import StaticKeys

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MISMATCH = "E-postadressen og passordet passer ikke sammen"
Move = Callable[[timedelta], None]


@pytest.fixture
def move() -> Iterator[Move]:
    with clock.stopped_at(NOON) as move:
        yield move


def gates_of(source: str = "192.0.2.1", *, email: str = EMAIL, **changes: int) -> tuple[Gates, Gates]:
    return account_gates(AuthSettings.model_validate(changes), email=email, source=source)


def passes(database: Database, *tried: Gates) -> bool:
    try:
        take_places(database, *tried)
    except TooManyGuesses:
        return False
    return True


def somewhere() -> Iterator[str]:
    """A new network for every guess, as from a botnet."""
    for number in range(100_000):
        yield f"2001:{number >> 16:x}:{number & 0xFFFF:x}::1"


class TestAnAccount:
    """In any 15 minutes no more than ten guesses, wherever they come from."""

    @pytest.mark.parametrize(("known", "most"), [(False, 6), (True, 10)])
    def test_takes_no_more_than_ten_guesses_in_15_minutes(
        self, database: Database, move: Move, known: bool, most: int
    ) -> None:
        """Twelve guesses at once, then one a minute for half an hour."""
        made: list[datetime] = []
        for number, source in zip(range(42), somewhere(), strict=False):
            anybody, from_known = gates_of(source)
            if passes(database, *([anybody, from_known] if known else [anybody])):
                made.append(clock.now())
            move(timedelta(minutes=1) if number > 10 else timedelta())
        densest = max(sum(1 for other in made if one <= other < one + WITHIN) for one in made)
        assert 5 <= densest <= most

    def test_without_its_gate_takes_one_from_each_network(self, database: Database, move: Move) -> None:
        sources = somewhere()
        without = [gates_of(next(sources))[0][:-1] for _ in range(20)]
        assert all(passes(database, gates) for gates in without)

    def test_makes_one_network_wait_longer_with_each_guess(self, database: Database, move: Move) -> None:
        anybody, _ = gates_of()
        waits = []
        for _ in range(4):
            take_places(database, anybody)
            waited = timedelta()
            while not self._is_free(database, anybody):
                move(timedelta(seconds=15))
                waited += timedelta(seconds=15)
            waits.append(waited.total_seconds())
        assert waits == [0, 15, 435, 450]

    def test_lets_the_owner_in_while_one_network_guesses_all_the_time(self, database: Database, move: Move) -> None:
        attacker, owner = gates_of("203.0.113.9")[0], gates_of("192.0.2.1")[0]
        for _ in range(40):
            passes(database, attacker)
            assert self._is_free(database, owner)
            move(timedelta(seconds=45))

    def test_lets_the_owners_browser_in_while_a_botnet_guesses(self, database: Database, move: Move) -> None:
        sources = somewhere()
        for _ in range(20):
            passes(database, gates_of(next(sources))[0])
            assert self._is_free(database, *gates_of())
            move(timedelta(seconds=45))

    def test_keeps_nobody_waiting_for_more_than_a_quarter_of_an_hour(self, database: Database, move: Move) -> None:
        sources = somewhere()
        for _ in range(15):
            passes(database, *gates_of(next(sources)))
        with pytest.raises(TooManyGuesses) as full:
            take_places(database, gates_of()[0])
        assert 0 < full.value.seconds <= 450
        with pytest.raises(TooManyGuesses) as full:
            take_places(database, gates_of()[1])
        assert 0 < full.value.seconds <= LONGEST_WAIT.total_seconds()

    def test_does_not_count_a_right_guess(self, database: Database, move: Move) -> None:
        for _ in range(6):
            gates = take_places(database, gates_of()[0])
            with database.write() as session:
                give_back(session, gates)

    def test_is_counted_apart_from_others(self, database: Database, move: Move) -> None:
        assert [passes(database, gates_of(email=f"{n}@husbanken.example")[0]) for n in range(5)] == [True] * 5

    @staticmethod
    def _is_free(database: Database, *tried: Gates) -> bool:
        """True where a guess would pass. Its places are given back."""
        try:
            gates = take_places(database, *tried)
        except TooManyGuesses:
            return False
        with database.write() as session:
            give_back(session, gates)
        return True


class TestASource:
    def test_is_bounded_over_all_accounts(self, database: Database, move: Move) -> None:
        tried = [gates_of(email=f"{n}@husbanken.example", guesses_per_source=7)[0] for n in range(12)]
        assert [passes(database, gates) for gates in tried] == [True] * 7 + [False] * 5

    def test_is_one_whatever_address_of_its_network_it_uses(self) -> None:
        assert network_of("2001:db8:1:2::1") == network_of("2001:db8:1:ffff:ffff::9")
        assert network_of("2001:db8:1:2::1") != network_of("2001:db8:2:2::1")
        assert network_of("192.0.2.1") != network_of("192.0.2.2")
        assert network_of("::ffff:192.0.2.1") != network_of("::ffff:192.0.2.2"), "IPv4 on a socket for both"


class TestTheWholeService:
    def test_is_not_filled_from_one_site_of_ipv6(self, database: Database, move: Move) -> None:
        def guessed(source: str, email: str = EMAIL) -> bool:
            return passes(database, gates_of(source, email=email, guesses_per_source=3, guesses_in_all=6)[0])

        tried = [guessed(f"2001:db8:1:{number:x}::1", f"{number}@x.example") for number in range(20)]
        assert (sum(tried), guessed("2001:db8:2::1")) == (3, True)

    def test_is_bounded_over_all_sources(self, database: Database, move: Move) -> None:
        sources = somewhere()
        tried = [gates_of(next(sources), email=f"{n}@x.example", guesses_in_all=9)[0] for n in range(15)]
        assert [passes(database, gates) for gates in tried] == [True] * 9 + [False] * 6

    def test_goes_on_at_its_pace(self, database: Database, move: Move) -> None:
        sources = somewhere()
        tried = [gates_of(next(sources), email=f"{n}@x.example", guesses_in_all=9)[0] for n in range(15)]
        for gates in tried:
            passes(database, gates)
        move(timedelta(seconds=100))
        assert passes(database, tried[-1])


class TestASecret:
    def test_is_bounded_per_network(self, database: Database, move: Move) -> None:
        gates = secret_gates(AuthSettings(), "invitation", source="192.0.2.1")
        assert [passes(database, gates) for _ in range(12)] == [True] * 10 + [False] * 2
        assert passes(database, secret_gates(AuthSettings(), "invitation", source="192.0.2.2"))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """How often a password was hashed. On a busy machine the elapsed time would not show it."""
    hashings: list[bool] = []
    enter = passwords.HashingSlot.__enter__

    def counted_enter(slot: passwords.HashingSlot) -> None:
        hashings.append(True)
        enter(slot)

    monkeypatch.setattr(passwords.HashingSlot, "__enter__", counted_enter)
    return hashings


class TestLoggingIn:
    @pytest.fixture(autouse=True)
    def coordinator(self, api: Api, database: Database) -> None:
        a_coordinator(database, api)

    def test_says_how_long_to_wait(self, api: Api, move: Move) -> None:
        pages = [a_browser(api).log_in(password="wrong") for _ in range(3)]
        assert [page.status_code for page in pages] == [400, 400, 429]
        assert pages[-1].headers["Retry-After"] == "15"
        assert "Du kan prøve igjen om 15 sekunder." in pages[-1].text

    def test_does_not_make_a_guess_that_has_to_wait(self, api: Api, move: Move, counted: list[bool]) -> None:
        for _ in range(3):
            a_browser(api).log_in(password="wrong")
        assert a_browser(api).log_in().status_code == 429, "not even the right one"
        assert len(counted) == 2

    def test_takes_the_right_one_after_the_wait(self, api: Api, move: Move) -> None:
        for _ in range(3):
            a_browser(api).log_in(password="wrong")
        move(timedelta(seconds=15))
        assert a_browser(api).log_in().status_code == 303

    def test_lets_a_browser_in_that_was_there_before(self, api: Api, move: Move) -> None:
        own = a_browser(api)
        own.log_in()
        for _ in range(5):
            a_browser(api).log_in(password="wrong")
            move(timedelta(seconds=15))
        assert a_browser(api).log_in().status_code == 429
        assert own.log_in().status_code == 303

    def test_does_and_answers_the_same_where_there_is_no_account(
        self, api: Api, database: Database, move: Move, counted: list[bool]
    ) -> None:
        seen: list[tuple[object, ...]] = []
        for email in (EMAIL, "nobody@husbanken.example"):
            del counted[:]
            pages = [a_browser(api).log_in(email=email, password="wrong") for _ in range(3)]
            with database.read() as session:
                entered = len(
                    session.scalars(select(AuditEntry).where(col(AuditEntry.result) == "wrong-password")).all()
                )
            shown = [(page.status_code, page.headers.get("Retry-After"), _without_token(page.text)) for page in pages]
            seen.append((shown, len(counted), entered - (len(seen) * 2)))
        assert seen[0] == seen[1]


class TestTheStore:
    def test_denies_logins_where_it_is_down(self) -> None:
        away = Database("postgresql+psycopg://nobody@127.0.0.1:1/away", Table.metadata)
        browser = a_browser(Api(create_app(overrides=Overrides(database=away, keys=StaticKeys()))))
        assert browser.post(email=EMAIL, password=PASSWORD).status_code == 503


def _without_token(page: str) -> str:
    return "".join(line for line in page.splitlines() if "form_token" not in line)
