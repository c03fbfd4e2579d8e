"""Login pages that were open while the account's password changed: they are refused."""

from typing import Any

import pytest
from sqlalchemy import select

from services.auth.credentials.models import SecondFactor
from services.auth.login.states import Proven
from services.auth.main import create_app
from services.auth.settings import AuthSettings
from services.kit.access.revocations import Revocations
from services.kit.data.database import Database
from services.kit.web.application import Overrides
from tests.auth.scenes.invitations import an_acceptance, invited
from tests.auth.scenes.logins import PASSWORD, Browser, a_browser
from tests.auth.scenes.members import a_coordinator
from tests.auth.scenes.second_factor import Authenticator
from tests.support.api import Api
from tests.support.callers import HUSBANKEN, LANEKASSEN, StaticKeys, person

TOO_OLD = "Skjemaet var for gammelt"


def change_password(api: Api, me: dict[str, Any]) -> None:
    asked = {"old_password": PASSWORD, "password": "noko heilt anna no"}
    changed = api.put("/v1/me/password", person("coordinator", HUSBANKEN, sub=me["id"]), json=asked)
    assert changed.status_code == 200, changed.text


class TestThePageThatAsksForABody:
    @pytest.fixture
    def me(self, api: Api, database: Database) -> dict[str, Any]:
        somebody = a_coordinator(database, api)
        accepted = an_acceptance(invited(database, LANEKASSEN))
        assert api.post("/v1/invitations/acceptance", json=accepted).status_code == 201
        return somebody

    @pytest.fixture
    def thief(self, api: Api, me: dict[str, Any]) -> Browser:
        browser = a_browser(api)
        assert browser.log_in().status_code == 200
        return browser

    def test_leads_back_to_the_client(self, thief: Browser) -> None:
        assert thief.post(org=HUSBANKEN).status_code == 303

    def test_leads_nowhere_once_the_password_is_another(self, api: Api, me: dict[str, Any], thief: Browser) -> None:
        change_password(api, me)
        page = thief.post(org=HUSBANKEN)
        assert (page.status_code, TOO_OLD in page.text) == (400, True)

    def test_would_lead_on_if_that_were_not_compared(
        self, api: Api, me: dict[str, Any], thief: Browser, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Proven, "is_overtaken", lambda *_: False)
        change_password(api, me)
        assert thief.post(org=HUSBANKEN).status_code == 303


class TestThePageThatBeginsAnAuthenticator:
    def test_enrols_nobody_once_the_password_is_another(self, database: Database) -> None:
        overrides = Overrides(database=database, keys=StaticKeys(), revocations=Revocations.nothing_revoked())
        api = Api(create_app(AuthSettings(second_factor="required"), overrides=overrides))
        me = a_coordinator(database, api)
        thief = a_browser(api)
        authenticator = Authenticator(thief.log_in())
        change_password(api, me)
        assert TOO_OLD in thief.post(code=authenticator.code()).text
        with database.read() as session:
            assert session.scalars(select(SecondFactor)).all() == []
