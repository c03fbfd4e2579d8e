"""Limits of a login at an issuer: how long it counts here, and for which bodies."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import httpx
import pytest

from services.auth.jobs import end_unvouched_job
from services.auth.login import machine
from services.auth.login.states import FormSeal
from services.kit import clock
from services.kit.data.database import Database
from tests.auth.federation.scenes.browsers import FederatedBrowser, fault_on
from tests.auth.federation.scenes.loopback_issuer import LoopbackIssuer
from tests.auth.federation.scenes.people import a_linked_person
from tests.auth.federation.scenes.profiles import WithIssuers, entra
from tests.auth.scenes.logins import EMAIL, PASSWORD, a_request, answer_of, redeem
from tests.auth.scenes.members import a_coordinator
from tests.auth.scenes.sessions import the_session
from tests.auth.scenes.tokens import refresh
from tests.support.api import Api
from tests.support.callers import BAERUM, HUSBANKEN

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
Move = Callable[[timedelta], None]


@pytest.fixture
def api(with_issuers: WithIssuers, issuer: LoopbackIssuer) -> Api:
    return with_issuers(entra(issuer))


class TestAPageThatWaits:
    """A quarter of an hour from what was proven, however often it is shown again."""

    @pytest.fixture
    def move(self) -> Iterator[Move]:
        with clock.stopped_at(NOON) as move:
            yield move

    def link_late(self, api: Api, database: Database, issuer: LoopbackIssuer, move: Move) -> httpx.Response:
        a_coordinator(database, api)
        browser = FederatedBrowser(api)
        browser.log_in("entra", issuer.log_in)
        move(14 * MINUTE)
        assert browser.post(language="nn").status_code == 200
        move(2 * MINUTE)
        return browser.post(email=EMAIL, password=PASSWORD)

    def test_links_no_account_later(self, api: Api, database: Database, issuer: LoopbackIssuer, move: Move) -> None:
        assert self.link_late(api, database, issuer, move).status_code == 400

    def test_without_the_bound_it_would(
        self, api: Api, database: Database, issuer: LoopbackIssuer, move: Move, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(FormSeal, "continuing", lambda seal, _token: seal)
        assert self.link_late(api, database, issuer, move).status_code == 303

    def test_logs_nobody_in_later(self, api: Api, database: Database, issuer: LoopbackIssuer, move: Move) -> None:
        a_linked_person(database, issuer)
        browser = FederatedBrowser(api, a_request(prompt="consent", scope="pool:read"))
        browser.log_in("entra", issuer.log_in)
        move(14 * MINUTE)
        assert browser.post(language="nn").status_code == 200
        move(2 * MINUTE)
        assert browser.post(org=HUSBANKEN, answer="yes").status_code == 400

    @pytest.mark.parametrize(("seconds", "status"), [(59, 303), (61, 200)])
    def test_is_come_back_to_within_a_minute(
        self, api: Api, database: Database, issuer: LoopbackIssuer, move: Move, seconds: int, status: int
    ) -> None:
        a_linked_person(database, issuer)
        browser = FederatedBrowser(api)
        answer = issuer.log_in(browser.go_to("entra"))
        back = api.get(f"/oauth/callback/entra?{urlencode(answer)}", {"Cookie": f"login={browser.cookies['login']}"})
        browser.cookies["returned"] = back.cookies["returned"]
        move(timedelta(seconds=seconds))
        assert browser.open().status_code == status


class TestAnIssuerThatIsSwitchedOff:
    @pytest.fixture
    def me(self, database: Database, issuer: LoopbackIssuer) -> UUID:
        return a_linked_person(database, issuer)

    def refreshing(self, api: Api, issuer: LoopbackIssuer) -> str:
        browser = FederatedBrowser(api, a_request(scope="pool:read offline_access"))
        token: str = redeem(api, answer_of(browser.log_in("entra", issuer.log_in))["code"]).json()["refresh_token"]
        return token

    def profiles(self, issuer: LoopbackIssuer, then: str) -> list[str]:
        return {"on": [entra(issuer)], "off": [], "of another": [entra(issuer).replace(HUSBANKEN, BAERUM)]}[then]

    @pytest.mark.parametrize(
        ("then", "status", "reason"),
        [("on", 200, None), ("off", 400, "issuer_removed"), ("of another", 400, "issuer_removed")],
    )
    def test_has_its_logins_ended(
        self,
        api: Api,
        with_issuers: WithIssuers,
        database: Database,
        issuer: LoopbackIssuer,
        me: UUID,
        then: str,
        status: int,
        reason: str | None,
    ) -> None:
        token = self.refreshing(api, issuer)
        profiles = self.profiles(issuer, then)
        started_anew = with_issuers(*profiles, secrets=("entra",) if profiles else ())
        end_unvouched_job(started_anew.app.state.issuers).work(database)
        assert the_session(database).end_reason == reason
        assert refresh(started_anew, token).status_code == status

    @pytest.mark.parametrize(("then", "status"), [("on", 303), ("off", 400)])
    def test_completes_no_login_on_its_way(
        self, api: Api, with_issuers: WithIssuers, issuer: LoopbackIssuer, me: UUID, then: str, status: int
    ) -> None:
        browser = FederatedBrowser(api, a_request(prompt="consent", scope="pool:read"))
        browser.log_in("entra", issuer.log_in)
        profiles = self.profiles(issuer, then)
        browser.api = with_issuers(*profiles, secrets=("entra",) if profiles else ())
        assert browser.post(org=HUSBANKEN, answer="yes").status_code == status

    def test_without_the_look_it_would(
        self,
        api: Api,
        with_issuers: WithIssuers,
        issuer: LoopbackIssuer,
        me: UUID,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(machine, "_is_off", lambda *_: False)
        self.test_completes_no_login_on_its_way(api, with_issuers, issuer, me, "off", 303)


class TestAFreshLogin:
    """What `max_age` and `prompt=login` ask for, counted from when the browser was sent to the issuer."""

    @pytest.fixture(autouse=True)
    def me(self, database: Database, issuer: LoopbackIssuer) -> UUID:
        return a_linked_person(database, issuer)

    @pytest.mark.parametrize("asked", [{"max_age": "60"}, {"prompt": "login"}])
    @pytest.mark.parametrize("ago", [None, 890])
    def test_is_not_what_was_long_ago_or_who_knows_when(
        self, api: Api, issuer: LoopbackIssuer, asked: dict[str, str], ago: int | None
    ) -> None:
        issuer.claims = {"auth_time": ago and int(clock.now().timestamp()) - ago}
        page = FederatedBrowser(api, a_request(**asked)).log_in("entra", issuer.log_in)
        assert "nyere innlogging" in fault_on(page)

    @pytest.mark.parametrize("asked", [{"max_age": "0"}, {"prompt": "login"}])
    def test_is_one_after_the_browser_was_sent_there(
        self, api: Api, issuer: LoopbackIssuer, asked: dict[str, str]
    ) -> None:
        with clock.stopped_at(NOON) as move:
            browser = FederatedBrowser(api, a_request(**asked))
            answer = issuer.log_in(browser.go_to("entra"))
            issuer.claims = {"auth_time": int(clock.now().timestamp()) + 60}
            move(5 * MINUTE)
            assert browser.return_to("entra", answer).status_code == 303

    @pytest.mark.parametrize("claims", [{"auth_time": None}, {"auth_time": 1}])
    def test_is_asked_of_nobody_by_itself(self, api: Api, issuer: LoopbackIssuer, claims: dict[str, Any]) -> None:
        issuer.claims = claims
        assert FederatedBrowser(api).log_in("entra", issuer.log_in).status_code == 303
