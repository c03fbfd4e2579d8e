"""The second factor: who must have one, what it takes, and what it does not."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from services.auth.audit.models import AuditEntry
from services.auth.audit.service import OPERATOR
from services.auth.credentials.models import SecondFactor
from services.auth.credentials.repository import SecondFactors
from services.auth.credentials.second_factor import reset_second_factor, step_now, totp_of
from services.auth.pages.qr_code import qr_code
from services.auth.people.repository import People
from services.auth.sessions.models import LoginSession
from services.kit import clock
from services.kit.data.database import Database
from tests.auth.scenes.invitations import an_acceptance
from tests.auth.scenes.logins import EMAIL, Browser, a_browser
from tests.auth.scenes.members import a_coordinator
from tests.auth.scenes.page_checks import faults_of
from tests.auth.scenes.second_factor import Authenticator, strict_api
from tests.support.api import Api
from tests.support.callers import HUSBANKEN, person
from tests.support.races import RACERS, race

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HALF_A_MINUTE = timedelta(seconds=30)


@pytest.fixture
def app(database: Database) -> Api:
    return strict_api(database)


@pytest.fixture(autouse=True)
def coordinator(app: Api, database: Database) -> dict[str, Any]:
    return a_coordinator(database, app)


@pytest.fixture
def move() -> Iterator[Any]:
    with clock.stopped_at(NOON) as move:
        yield move


def enrolled(app: Api) -> tuple[Authenticator, list[str]]:
    """Somebody's authenticator and recovery codes, from the pages that began it."""
    browser = a_browser(app)
    authenticator = Authenticator(browser.log_in())
    page = browser.post(code=authenticator.code())
    codes = re.findall(r"<li><code>([a-z2-7-]+)</code></li>", page.text)
    assert browser.post().status_code == 303
    return authenticator, codes


def at_the_code(app: Api) -> Browser:
    browser = a_browser(app)
    assert "Seks sifre" in browser.log_in().text
    return browser


class TestTotp:
    def test_is_the_standards(self) -> None:
        """RFC 6238, appendix B, the last six of its eight digits."""
        totp = totp_of(b"12345678901234567890")
        expected = {59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130"}
        assert {at: totp.generate(at).decode() for at in expected} == expected


@pytest.mark.usefixtures("move")
class TestEnrolling:
    def test_is_what_a_coordinator_must(self, app: Api) -> None:
        page = a_browser(app).log_in()
        assert (page.status_code, "autentiseringsapp" in page.text) == (200, True)
        assert "otpauth://totp/Ressurspool%3Ahr%40husbanken.example?secret=" in page.text
        assert faults_of(page.text, language="nb") == []

    def test_shows_the_key_as_a_picture_and_as_text(self, app: Api) -> None:
        """The picture is of the link, has a name, and is drawn without anything that the page's policy forbids."""
        page = a_browser(app).log_in()
        found = re.search(r'<svg role="img" .*?</svg>', page.text, flags=re.DOTALL)
        link = re.search(r'href="(otpauth:[^"]+)"', page.text)
        assert found is not None
        assert link is not None
        title = "QR-kode med nøkkelen, for kameraet i appen"
        assert f'aria-label="{title}"' in found[0]
        assert found[0] == qr_code(unescape(link[1]), title)
        assert found[0] != qr_code(unescape(link[1]).replace("Ressurspool", "Ressurspoo1"), title)
        assert not re.search(r"style|script|href|class", found[0])
        assert "http" not in page.headers["Content-Security-Policy"].partition("img-src")[2].partition(";")[0]

    def test_logs_in_and_shows_ten_recovery_codes_once(self, app: Api, database: Database) -> None:
        _, codes = enrolled(app)
        assert len(set(codes)) == 10
        with database.read() as session:
            assert session.scalars(select(LoginSession)).one().amr == ["pwd", "otp"]
            entered = [entry.action for entry in session.scalars(select(AuditEntry))]
        assert "second_factor.enrolled" in entered

    def test_keeps_the_secret_where_nobody_can_read_it(self, app: Api, database: Database) -> None:
        browser = a_browser(app)
        page = browser.log_in()
        shown = re.search(r'<code id="secret">([A-Z2-7 ]+)</code>', page.text)
        assert shown is not None
        browser.post(code=Authenticator(page).code())
        with database.read() as session:
            kept = session.scalars(select(SecondFactor)).one()
        assert shown[1].replace(" ", "") not in kept.secret

    def test_shows_nobody_else_who_knows_the_password_what_its_owner_enrols(self, app: Api, move: Any) -> None:
        thief, owner = a_browser(app), a_browser(app)
        thief.log_in()
        move(HALF_A_MINUTE)
        authenticator = Authenticator(owner.log_in())
        seen = Authenticator(thief.post(code="000000"))
        assert "Gjenopprettingskoder" in owner.post(code=authenticator.code(step=step_now())).text
        move(HALF_A_MINUTE)
        assert thief.post(code=seen.code(step=step_now())).status_code == 400
        assert at_the_code(app).post(code=authenticator.code(step=step_now())).status_code == 303

    def test_goes_on_with_the_same_secret_after_a_wrong_code(self, app: Api) -> None:
        browser = a_browser(app)
        authenticator = Authenticator(browser.log_in())
        page = browser.post(code="000000")
        assert (page.status_code, "Koden stemmer ikke" in page.text) == (400, True)
        assert faults_of(page.text, language="nb") == []
        assert "Gjenopprettingskoder" in browser.post(code=authenticator.code()).text

    def test_is_not_asked_of_an_employee(self, app: Api) -> None:
        asked = {"email": "fag@husbanken.example", "role": "employee", "hand_over": True}
        token = app.post("/v1/invitations", person("coordinator", HUSBANKEN), json=asked).json()["token"]
        app.post("/v1/invitations/acceptance", json=an_acceptance(token))
        assert a_browser(app).log_in("fag@husbanken.example").status_code == 303

    def test_is_not_asked_where_the_setting_says_so(self, api: Api) -> None:
        assert a_browser(api).log_in().status_code == 303

    def test_cannot_be_walked_around(self, app: Api) -> None:
        browser = a_browser(app)
        browser.log_in()
        assert browser.post(org=HUSBANKEN).status_code == 200
        browser.log_in()
        assert "autentiseringsapp" in browser.post().text


class TestProving:
    def test_takes_a_code_of_now_or_half_a_minute_off(self, app: Api, move: Any) -> None:
        authenticator, _ = enrolled(app)
        move(10 * HALF_A_MINUTE)
        for drift in (-1, 0, 1):
            assert at_the_code(app).post(code=authenticator.code(step=step_now() + drift)).status_code == 303

    @pytest.mark.parametrize("drift", [-2, 2])
    def test_refuses_an_older_or_later_one(self, app: Api, move: Any, drift: int) -> None:
        authenticator, _ = enrolled(app)
        move(10 * HALF_A_MINUTE)
        assert at_the_code(app).post(code=authenticator.code(step=step_now() + drift)).status_code == 400

    def test_takes_each_code_once(self, app: Api, move: Any) -> None:
        authenticator, _ = enrolled(app)
        move(HALF_A_MINUTE)
        code = authenticator.code(step=step_now())
        assert at_the_code(app).post(code=code).status_code == 303
        page = at_the_code(app).post(code=code)
        assert (page.status_code, "er brukt" in page.text) == (400, True)

    def test_takes_each_recovery_code_once_however_it_is_written(self, app: Api, move: Any) -> None:
        _, codes = enrolled(app)
        assert at_the_code(app).post(code=codes[0].upper().replace("-", " ")).status_code == 303
        assert at_the_code(app).post(code=codes[0]).status_code == 400
        assert at_the_code(app).post(code=codes[1]).status_code == 303

    def test_bounds_guesses_and_says_how_long_to_wait(self, app: Api, move: Any) -> None:
        authenticator, _ = enrolled(app)
        move(HALF_A_MINUTE)
        browser = at_the_code(app)
        pages = [browser.post(code=f"{number:06}") for number in range(6)]
        assert [page.status_code for page in pages] == [400] * 5 + [429]
        assert pages[-1].headers["Retry-After"] == "900"
        assert browser.post(code=authenticator.code(step=step_now())).status_code == 429

    def test_speaks_the_language_chosen_on_the_page(self, app: Api, move: Any) -> None:
        enrolled(app)
        page = at_the_code(app).post(language="en")
        assert "Six digits" in page.text
        assert faults_of(page.text, language="en") == []

    def test_is_no_way_in_without_the_password(self, app: Api, move: Any) -> None:
        authenticator, _ = enrolled(app)
        browser = a_browser(app)
        browser.open()
        assert browser.post(code=authenticator.code()).status_code == 400

    def test_can_be_reset_by_the_operator(self, app: Api, database: Database, move: Any) -> None:
        enrolled(app)
        with database.write() as session:
            somebody = People(session).find_by_email(EMAIL)
            assert somebody is not None
            assert reset_second_factor(session, somebody.id, by=OPERATOR)
            assert not reset_second_factor(session, somebody.id, by=OPERATOR)
        assert "autentiseringsapp" in a_browser(app).log_in().text


class TestRacers:
    @pytest.fixture
    def factor(self, app: Api, started: Database) -> Any:
        """The id of a coordinator in a database where changes are committed."""
        return a_coordinator(started, strict_api(started))["id"]

    def test_use_a_step_once(self, started: Database, factor: str) -> None:
        with started.write() as session:
            SecondFactors(session).begin(SecondFactor(person_id=UUID(factor), secret="x"))

        def use() -> bool:
            with started.write() as session:
                return SecondFactors(session).use_step(UUID(factor), 7, at=clock.now())

        assert race(use).count(True) == 1
        assert RACERS > 1
