"""Limits on letters: how many strangers and bodies may cause, without using up anybody else's."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from services.auth.credentials.new_passwords import ask_new_password
from services.auth.letters.domain import Purpose
from services.auth.letters.models import Letter
from services.auth.letters.service import may_mail, take_letter_place
from services.auth.limits.errors import TooManyAsked
from services.auth.main import create_app
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.data.database import Database
from services.kit.web.application import Overrides
from tests.auth.scenes.bodies import a_proposal
from tests.auth.scenes.logins import EMAIL as COORDINATOR
from tests.auth.scenes.members import a_coordinator
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, StaticKeys, person

EMAIL, OTHER = "hr@husbanken.example", "fag@husbanken.example"
HERE, THERE = "192.0.2.1", "192.0.2.2"
Move = Callable[[timedelta], None]


@pytest.fixture
def move() -> Iterator[Move]:
    with clock.stopped_at(datetime(2026, 3, 2, 12, tzinfo=UTC)) as move:
        yield move


def mailed(
    database: Database,
    *,
    times: int,
    purpose: Purpose = Purpose.PASSWORD,
    email: str = EMAIL,
    source: str = HERE,
    settings: AuthSettings | None = None,
) -> int:
    """How many links would be mailed where so many are asked for."""
    with database.write() as session:
        asked = [
            may_mail(session, settings or AuthSettings(), purpose, email=email, source=source) for _ in range(times)
        ]
    return sum(asked)


class TestAnAddress:
    def test_is_mailed_five_of_a_kind_and_then_one_each_fifth_of_a_day(self, database: Database, move: Move) -> None:
        assert sum(mailed(database, times=5, source=f"192.0.2.{n}") for n in range(10)) == 5
        move(timedelta(hours=4, minutes=48))
        assert mailed(database, times=5, source="198.51.100.1") == 1

    def test_has_some_left_where_one_network_asks_without_end(self, database: Database, move: Move) -> None:
        assert mailed(database, times=20) == 3
        assert mailed(database, times=20, source=THERE) == 2

    def test_gets_its_new_password_whatever_else_was_asked_for(self, database: Database, move: Move) -> None:
        for number in range(10):
            mailed(database, times=5, purpose=Purpose.PROPOSAL, source=f"192.0.2.{number}")
        assert mailed(database, times=1) == 1


class TestTheWholeService:
    def test_is_bounded_far_above_what_one_network_reaches(self) -> None:
        assert AuthSettings().letters_per_hour > 50 * AuthSettings().letters_per_source

    def test_is_not_filled_by_addresses_that_nothing_is_mailed_to(self, database: Database, move: Move) -> None:
        few = AuthSettings(letters_per_hour=2)
        with database.write() as session:
            for n in range(4):
                email, source = f"{n}@nowhere.example", f"192.0.2.{n}"
                may_mail(session, few, Purpose.PASSWORD, email=email, source=source, known=False)
        assert mailed(database, times=1, settings=few) == 1

    def test_goes_on_at_its_pace(self, database: Database, move: Move) -> None:
        few = AuthSettings(letters_per_hour=2)
        asked = [mailed(database, times=1, email=f"{n}@husbanken.example", settings=few) for n in range(4)]
        assert asked == [1, 1, 0, 0]
        move(timedelta(minutes=30))
        assert mailed(database, times=1, email=OTHER, settings=few) == 1


class TestABody:
    def invite(self, api: Api, orgnr: str = HUSBANKEN, **changes: Any) -> httpx.Response:
        asked = {"email": OTHER, "role": "employee", **changes}
        return api.post("/v1/invitations", person("coordinator", orgnr), json=asked)

    def delegate(self, api: Api) -> httpx.Response:
        asked = {"email": OTHER, "placement_id": "5f0c3c1e-5d1c-4c53-9c1c-3f1a1b6f0a11"}
        return api.post("/v1/delegations", person("coordinator", HUSBANKEN), json=asked)

    def test_mails_five_to_an_address_and_then_one_each_fifth_of_a_day(self, api: Api, move: Move) -> None:
        assert [self.invite(api).status_code for _ in range(4)] == [201] * 4
        assert [self.delegate(api).status_code for _ in range(2)] == [201, 429]
        refused = self.invite(api)
        assert_problem(refused, 429, "too-many-letters")
        assert refused.headers["Retry-After"] == str(4 * 3600 + 48 * 60)
        assert self.invite(api, BAERUM).status_code == 201, "the control: another body does not wait"
        move(timedelta(hours=4, minutes=48))
        assert [self.invite(api).status_code for _ in range(2)] == [201, 429]

    def test_leaves_the_address_what_strangers_ask_for(self, api: Api, database: Database, move: Move) -> None:
        for _ in range(6):
            self.invite(api)
        assert mailed(database, times=1, email=OTHER) == 1

    def test_hands_over_as_many_as_it_likes(self, api: Api, move: Move) -> None:
        assert {self.invite(api, hand_over=True).status_code for _ in range(8)} == {201}

    def test_mails_so_many_in_all(self, database: Database, move: Move) -> None:
        api = Api(
            create_app(AuthSettings(letters_per_body=2), overrides=Overrides(keys=StaticKeys(), database=database))
        )
        assert [self.invite(api, email=f"{n}@privat.example").status_code for n in range(3)] == [201, 201, 429]
        move(timedelta(hours=12))
        assert self.invite(api, email=EMAIL).status_code == 201


class TestANetwork:
    def take(self, database: Database, source: str = HERE) -> bool:
        try:
            take_letter_place(database, AuthSettings(letters_per_source=3), source=source)
        except TooManyAsked:
            return False
        return True

    def test_waits_alone(self, database: Database, move: Move) -> None:
        assert [self.take(database) for _ in range(5)] == [True] * 3 + [False] * 2
        assert self.take(database, THERE), "the control: others do not wait"
        move(timedelta(minutes=20))
        assert [self.take(database) for _ in range(2)] == [True, False]

    def test_keeps_no_account_from_its_new_password_by_asking_for_addresses_without_one(
        self, api: Api, database: Database, move: Move
    ) -> None:
        a_coordinator(database, api)
        few = AuthSettings(letters_per_hour=2, letters_per_source=100)
        for n in range(10):
            ask_new_password(database, few, f"{n}@nowhere.example", source=HERE)
        ask_new_password(database, few, COORDINATOR, source=THERE)
        with database.read() as session:
            assert [letter.email for letter in session.scalars(select(Letter)) if letter.email] == [COORDINATOR]

    @pytest.fixture
    def hasty(self, database: Database) -> Api:
        settings = AuthSettings(letters_per_source=1)
        return Api(create_app(settings, overrides=Overrides(keys=StaticKeys(), database=database)))

    @pytest.mark.parametrize(
        ("path", "asked"), [("/v1/sign-ups", {"email": EMAIL}), ("/v1/proposals", a_proposal(email=EMAIL))]
    )
    def test_learns_when_to_come_again(self, hasty: Api, move: Move, path: str, asked: dict[str, str]) -> None:
        assert hasty.post(path, json=asked).status_code == 202
        answer = hasty.post(path, json=asked)
        assert_problem(answer, 429, "too-many-asked")
        assert answer.headers["Retry-After"] == "3600"

    def test_learns_it_on_the_page_too(self, hasty: Api, move: Move) -> None:
        hasty.post("/oauth/password", data={"email": EMAIL})
        page = hasty.post("/oauth/password", data={"email": OTHER})
        assert (page.status_code, page.headers["Retry-After"]) == (429, "3600")
        assert "spurt for mange ganger fra nettverket" in page.text
