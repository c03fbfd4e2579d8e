"""Refresh tokens (RFC 6749 §6), rotated and bound to their login as RFC 9700 §4.14.2 asks of public clients."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from services.auth.audit.models import AuditEntry
from services.auth.main import create_app
from services.auth.people.models import Membership
from services.auth.sessions.models import LoginSession
from services.auth.settings import AuthSettings
from services.auth.tokens.models import RefreshToken
from services.kit import clock
from services.kit.access.revocations import Revocations
from services.kit.data.database import Database
from services.kit.web.application import Overrides
from tests.auth.scenes.members import a_member
from tests.auth.scenes.sessions import the_session
from tests.auth.scenes.tokens import OFFLINE, assert_refused, claims_in, refresh, tokens_of
from tests.support.api import Api
from tests.support.callers import StaticKeys

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def me(database: Database) -> UUID:
    return a_member(database)


@pytest.fixture
def token(api: Api, database: Database, me: UUID) -> str:
    return str(tokens_of(api, database, me)["refresh_token"])


class TestWhoGetsOne:
    def test_whoever_asks_for_offline_access(self, api: Api, database: Database, me: UUID) -> None:
        granted = tokens_of(api, database, me)
        assert granted["scope"] == OFFLINE
        assert len(granted["refresh_token"]) == 43

    @pytest.mark.parametrize("scope", ["pool:read", "openid pool:read"])
    def test_nobody_else(self, api: Api, database: Database, me: UUID, scope: str) -> None:
        assert "refresh_token" not in tokens_of(api, database, me, scope=scope)

    def test_it_is_kept_as_a_hash(self, database: Database, token: str) -> None:
        with database.read() as session:
            assert session.query(RefreshToken).one().token_hash != token


class TestRefresh:
    def test_gives_a_token_and_a_successor(self, api: Api, database: Database, me: UUID, token: str) -> None:
        answer = refresh(api, token)
        granted = answer.json()
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
        assert granted["refresh_token"] != token
        claims = claims_in(api, granted)
        assert (claims["sub"], claims["sid"]) == (str(me), str(the_session(database).id))
        assert refresh(api, granted["refresh_token"]).status_code == 200

    def test_reads_the_roles_anew(self, api: Api, database: Database, token: str) -> None:
        with database.write() as session:
            session.query(Membership).update({"role": "employee"})
        assert claims_in(api, refresh(api, token).json())["roles"] == ["employee"]

    def test_narrows_the_scope_of_one_token_only(self, api: Api, token: str) -> None:
        narrow = refresh(api, token, scope="pool:read").json()
        assert (narrow["scope"], claims_in(api, narrow)["scope"]) == ("pool:read", "pool:read")
        assert refresh(api, narrow["refresh_token"]).json()["scope"] == OFFLINE

    @pytest.mark.parametrize("scope", ["pool:endorse", "pool:read pool:endorse", "openid", "*"])
    def test_never_widens_it(self, api: Api, token: str, scope: str) -> None:
        assert_refused(refresh(api, token, scope=scope), "invalid_scope")
        assert refresh(api, token).status_code == 200, "a refused wish does not use it up"

    def test_is_the_clients_that_it_was_given_to(self, api: Api, token: str) -> None:
        assert_refused(refresh(api, token, client_id="docs"), "invalid_grant")
        assert refresh(api, token).status_code == 200, "a stranger's try does not use it up"

    @pytest.mark.parametrize("token", ["x", "x" * 5000, "<script>", "a.b.c", "\u00e6\u00f8\u00e5"])
    def test_refuses_what_is_none_and_repeats_nothing(self, api: Api, token: str) -> None:
        answer = refresh(api, token)
        assert_refused(answer, "invalid_grant")
        assert token not in answer.json()["error_description"] or token == "x"

    def test_wants_one(self, api: Api) -> None:
        assert_refused(refresh(api, "", client_id="cli"), "invalid_request")

    def test_a_code_is_none(self, api: Api, database: Database, me: UUID, token: str) -> None:
        form = {"grant_type": "authorization_code", "code": token, "redirect_uri": "x", "code_verifier": "x"}
        assert_refused(api.post("/oauth/token", data=form | {"client_id": "cli"}), "invalid_grant")


class TestRepeat:
    """Two tabs, or a response that was lost on the way."""

    def test_gives_the_same_successor_again_for_some_seconds(self, api: Api, database: Database, me: UUID) -> None:
        with clock.stopped_at(NOON) as move:
            first = tokens_of(api, database, me)["refresh_token"]
            granted = refresh(api, first).json()
            move(timedelta(seconds=10))
            again = refresh(api, first).json()
            assert again["refresh_token"] == granted["refresh_token"]
            assert claims_in(api, again)["sid"] == claims_in(api, granted)["sid"]
            assert refresh(api, again["refresh_token"]).status_code == 200

    def test_not_once_the_successor_is_used(self, api: Api, database: Database, token: str) -> None:
        assert refresh(api, refresh(api, token).json()["refresh_token"]).status_code == 200
        assert_refused(refresh(api, token), "invalid_grant")
        assert the_session(database).end_reason == "refresh_token_reused"

    def test_not_to_another_client(self, api: Api, database: Database, token: str) -> None:
        assert refresh(api, token).status_code == 200
        assert_refused(refresh(api, token, client_id="docs"), "invalid_grant")

    def test_not_after_the_login(self, api: Api, database: Database, token: str) -> None:
        assert refresh(api, token).status_code == 200
        with database.write() as session:
            session.query(LoginSession).update({"ended_at": clock.now(), "end_reason": "by_person"})
        assert_refused(refresh(api, token), "invalid_grant")


class TestReuse:
    def test_says_so_and_what_to_do(self, api: Api, database: Database, me: UUID) -> None:
        with clock.stopped_at(NOON) as move:
            first = tokens_of(api, database, me)["refresh_token"]
            successor = refresh(api, first).json()["refresh_token"]
            move(timedelta(seconds=10.1))
            for token in (first, successor, first):
                answer = refresh(api, token)
                assert_refused(answer, "invalid_grant")
                assert "the login was ended" in answer.json()["error_description"]

    @pytest.mark.parametrize("seconds", [0, 30, 3600])
    def test_ends_the_whole_family(self, api: Api, database: Database, me: UUID, seconds: int) -> None:
        with clock.stopped_at(NOON) as move:
            first = tokens_of(api, database, me)["refresh_token"]
            second = refresh(api, first).json()["refresh_token"]
            third = refresh(api, second).json()["refresh_token"]
            move(timedelta(seconds=seconds))
            assert_refused(refresh(api, first), "invalid_grant")
            assert_refused(refresh(api, third), "invalid_grant")
        assert the_session(database).end_reason == "refresh_token_reused"

    def test_is_seen_long_after_the_token_would_have_run_out(self, api: Api, database: Database, me: UUID) -> None:
        with clock.stopped_at(NOON) as move:
            first = tokens_of(api, database, me)["refresh_token"]
            second = refresh(api, first).json()["refresh_token"]
            move(timedelta(hours=7))
            third = refresh(api, second).json()["refresh_token"]
            move(timedelta(hours=7))
            assert_refused(refresh(api, first), "invalid_grant")
            assert_refused(refresh(api, third), "invalid_grant")

    def test_stands_in_the_audit(self, api: Api, database: Database, me: UUID, token: str) -> None:
        refresh(api, refresh(api, token).json()["refresh_token"])
        refresh(api, token)
        with database.read() as session:
            (entry,) = session.query(AuditEntry).filter_by(action="refresh_token.reused").all()
        assert (entry.client_id, entry.subject_id, entry.actor) == ("cli", str(me), None)


class TestTheEnd:
    def test_comes_when_nobody_uses_it_for_some_hours(self, api: Api, database: Database, me: UUID) -> None:
        with clock.stopped_at(NOON) as move:
            idle = tokens_of(api, database, me)["refresh_token"]
            move(timedelta(hours=8))
            assert_refused(refresh(api, idle), "invalid_grant")
        assert the_session(database).ended_at is None, "running out is not theft"

    def test_comes_at_the_latest_a_day_after_the_login(self, api: Api, database: Database, me: UUID) -> None:
        with clock.stopped_at(NOON) as move:
            token = tokens_of(api, database, me)["refresh_token"]
            for _ in range(3):
                move(timedelta(hours=7))
                token = refresh(api, token).json()["refresh_token"]
            assert the_session(database).expires_at == NOON + timedelta(hours=24)
            move(timedelta(hours=3))
            assert_refused(refresh(api, token), "invalid_grant")

    def test_comes_with_the_membership(self, api: Api, database: Database, token: str) -> None:
        with database.write() as session:
            session.query(Membership).update({"ended_at": clock.now()})
        assert_refused(refresh(api, token), "invalid_grant")
        assert the_session(database).end_reason == "membership_ended"

    @pytest.mark.parametrize(("strict", "status"), [(True, 400), (False, 200)])
    def test_comes_for_a_coordinator_who_proved_a_password_alone(
        self, database: Database, token: str, strict: bool, status: int
    ) -> None:
        with database.write() as session:
            session.query(LoginSession).update({"amr": ["pwd"]})
            session.query(Membership).update({"role": "coordinator"})
        settings = AuthSettings(second_factor="required" if strict else "optional")
        app = Api(
            create_app(
                settings,
                overrides=Overrides(database=database, keys=StaticKeys(), revocations=Revocations.nothing_revoked()),
            )
        )
        assert refresh(app, token).status_code == status
        assert the_session(database).end_reason == ("second_factor_missing" if strict else None)

    def test_comes_with_the_session(self, api: Api, database: Database, token: str) -> None:
        with database.write() as session:
            session.query(LoginSession).update({"ended_at": clock.now(), "end_reason": "by_person"})
        assert_refused(refresh(api, token), "invalid_grant")
