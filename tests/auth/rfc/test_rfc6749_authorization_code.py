"""The authorization code (RFC 6749 §4.1), as the conformance suites test it."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote
from uuid import UUID

import pytest

from services.auth.login.authorization import read_authorization_request
from services.auth.login.errors import WrongRedirect
from services.auth.pages.errors import BrowserRedirect
from services.auth.people.models import Membership
from services.auth.sessions.domain import EndReason
from services.auth.sessions.repository import Sessions
from services.auth.sessions.service import end_sessions_of
from services.kit import clock
from services.kit.data.database import Database
from tests.auth.scenes.logins import CALLBACK, VERIFIER, a_browser, a_request, redeem
from tests.auth.scenes.members import a_member
from tests.auth.scenes.sessions import the_session
from tests.auth.scenes.tokens import OFFLINE, a_code, assert_refused, claims_in, refresh
from tests.support.api import Api
from tests.support.callers import HUSBANKEN, ISSUER

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def me(database: Database) -> UUID:
    return a_member(database)


@pytest.fixture
def code(database: Database, me: UUID) -> str:
    return a_code(database, me)


class TestTheToken:
    def test_says_who_acts_for_whom(self, api: Api, me: UUID, code: str) -> None:
        answer = redeem(api, code)
        granted = answer.json()
        claims = claims_in(api, granted)
        assert (answer.headers["Cache-Control"], answer.headers["Pragma"]) == ("no-store", "no-cache")
        assert answer.headers["content-type"] == "application/json"
        assert (granted["token_type"], granted["expires_in"]) == ("Bearer", 600)
        assert (claims["sub"], claims["org"], claims["client_id"]) == (str(me), HUSBANKEN, "cli")
        assert claims["roles"] == ["coordinator", "employee", "requester"]
        assert (claims["aud"], claims["iss"], claims["person"]) == ("ressurspool", ISSUER, True)
        assert claims["exp"] - claims["iat"] == 600
        assert claims["scope"] == granted["scope"]

    def test_has_the_scopes_that_were_asked_for(self, api: Api, database: Database, me: UUID) -> None:
        scope = "pool:read needs:read"
        assert redeem(api, a_code(database, me, scope=scope)).json()["scope"] == scope

    def test_has_nothing_that_was_not_asked_for_by_name(self, api: Api, code: str) -> None:
        granted = redeem(api, code).json()
        assert not {"openid", "profile", "email", "offline_access"} & set(granted["scope"].split())
        assert set(granted) == {"access_token", "token_type", "expires_in", "scope"}


class TestACode:
    def test_lives_for_a_minute(self, api: Api, database: Database, me: UUID) -> None:
        with clock.stopped_at(NOON) as move:
            code = a_code(database, me)
            move(timedelta(seconds=60))
            assert_refused(redeem(api, code), "invalid_grant")
        assert the_session(database).ended_at is None, "running out is not theft"

    @pytest.mark.parametrize(
        "changes",
        [
            {"code": "another"},
            {"client_id": "docs"},
            {"redirect_uri": CALLBACK.replace("54321", "54322")},
            {"redirect_uri": CALLBACK + "/"},
            {"code_verifier": VERIFIER + "x"},
        ],
    )
    def test_is_of_its_client_and_its_address(
        self, api: Api, database: Database, code: str, changes: dict[str, str]
    ) -> None:
        assert_refused(redeem(api, code, **changes), "invalid_grant")
        assert the_session(database).ended_at is None
        assert redeem(api, code).status_code == 200, "a stranger's try does not use it up"

    @pytest.mark.parametrize("missing", ["code", "redirect_uri", "code_verifier", "grant_type", "client_id"])
    def test_wants_everything(self, api: Api, code: str, missing: str) -> None:
        assert_refused(redeem(api, code, **{missing: None}), "invalid_request")
        assert redeem(api, code).status_code == 200

    def test_is_of_no_use_once_the_membership_has_ended(self, api: Api, database: Database, code: str) -> None:
        with database.write() as session:
            session.query(Membership).update({"ended_at": clock.now()})
        assert_refused(redeem(api, code), "invalid_grant")

    def test_is_of_no_use_once_the_session_has_ended(self, api: Api, database: Database, me: UUID, code: str) -> None:
        with database.write() as session:
            end_sessions_of(Sessions(session), me, reason=EndReason.BY_PERSON)
        assert_refused(redeem(api, code), "invalid_grant")

    @pytest.mark.parametrize("code", ["x", "x" * 5000, "<script>", "\u00e6", "' OR 1=1 --"])
    def test_that_is_none_is_refused_and_not_repeated(self, api: Api, code: str) -> None:
        answer = redeem(api, code)
        assert_refused(answer, "invalid_grant")
        assert code not in answer.text or code == "x"


class TestReuse:
    @pytest.mark.parametrize("seconds", [0, 30, 90])
    def test_is_refused_and_ends_what_the_first_use_gave(
        self, api: Api, database: Database, me: UUID, seconds: int
    ) -> None:
        with clock.stopped_at(NOON) as move:
            code = a_code(database, me, scope=OFFLINE)
            granted = redeem(api, code).json()
            move(timedelta(seconds=seconds))
            assert_refused(redeem(api, code), "invalid_grant")
            assert_refused(refresh(api, granted["refresh_token"]), "invalid_grant")
        assert the_session(database).end_reason == "code_reused"

    def test_whoever_sends_it(self, api: Api, database: Database, code: str) -> None:
        redeem(api, code)
        redeem(api, code, client_id="docs", code_verifier="x")
        assert the_session(database).end_reason == "code_reused"


class TestTheRequest:
    @pytest.mark.parametrize("kind", ["token", "id_token", "code token", "code id_token token", "none", "CODE"])
    def test_knows_no_other_response_type(self, database: Database, kind: str) -> None:
        with pytest.raises(BrowserRedirect) as back:
            read_authorization_request(database, a_request(response_type=kind), issuer=ISSUER)
        assert "error=unsupported_response_type" in back.value.location
        assert "state=our-state" in back.value.location

    @pytest.mark.parametrize(
        "address",
        [
            CALLBACK + "/",
            CALLBACK + "?x=1",
            CALLBACK + "#x",
            CALLBACK.replace("callback", "CALLBACK"),
            CALLBACK.replace("127.0.0.1", "localhost"),
            CALLBACK.replace("127.0.0.1", "127.0.0.1.evil.example"),
            CALLBACK.replace("http://", "http://evil.example@"),
            f"{ISSUER}/pool/docs/oauth2-redirect",
        ],
    )
    def test_leads_back_to_a_registered_address_only(self, database: Database, address: str) -> None:
        with pytest.raises(WrongRedirect):
            read_authorization_request(database, a_request(redirect_uri=address), issuer=ISSUER)

    def test_gives_the_state_back_as_it_came(self, database: Database) -> None:
        state = 'a+b c/="&%?'
        wanted = read_authorization_request(database, a_request(state=state), issuer=ISSUER)
        assert f"state={quote(state, safe='').replace('%20', '+')}" in wanted.location(code="x")

    def test_names_no_parameter_twice(self, api: Api) -> None:
        page = api.get(f"{a_browser(api).address}&state=another")
        assert page.status_code == 400
        assert "Location" not in page.headers
