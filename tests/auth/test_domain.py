"""auth's rules."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from services.auth.clients.domain import LOOPBACK, granted_scope, may_redirect
from services.auth.members.domain import effective_roles, higher_role
from services.auth.tokens.domain import TokenContent, claims_of
from tests.support.callers import HUSBANKEN

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class TestEffective:
    def test_a_coordinator_is_requester_and_employee_too(self) -> None:
        assert effective_roles("coordinator") == ["coordinator", "employee", "requester"]

    def test_a_requester_is_an_employee_too(self) -> None:
        assert effective_roles("requester") == ["employee", "requester"]

    def test_a_broker_decides_for_no_body(self) -> None:
        assert effective_roles("broker") == ["broker", "employee"]


class TestHigher:
    def test_an_invitation_raises(self) -> None:
        assert higher_role("employee", "coordinator") == "coordinator"

    def test_and_never_lowers(self) -> None:
        assert higher_role("coordinator", "employee") == "coordinator"

    def test_keeps_what_is_held_where_neither_implies_the_other(self) -> None:
        assert higher_role("coordinator", "broker") == "coordinator"


class TestNarrowed:
    def test_gives_all_where_none_is_named(self) -> None:
        assert granted_scope("", allowed=["pool:read", "needs:read"]) == "pool:read needs:read"

    def test_gives_what_is_named_in_our_order(self) -> None:
        assert granted_scope("needs:read pool:read", allowed=["pool:read", "needs:read", "pool:join"]) == (
            "pool:read needs:read"
        )

    @pytest.mark.parametrize("asked", ["pool:endorse", "pool:read pool:endorse", "*", "pool:read\tneeds:read"])
    def test_gives_nothing_where_one_is_not_allowed(self, asked: str) -> None:
        assert granted_scope(asked, allowed=["pool:read", "needs:read"]) is None


class TestMayRedirect:
    @pytest.mark.parametrize("asked", [LOOPBACK, "http://127.0.0.1:1/callback", "http://127.0.0.1:65535/callback"])
    def test_takes_any_port_of_the_loopback_address(self, asked: str) -> None:
        assert may_redirect(asked, registered=[LOOPBACK])

    @pytest.mark.parametrize(
        "asked",
        [
            "",
            "http://127.0.0.1:80/callback/",
            "http://127.0.0.1:80/callback?x=1",
            "http://127.0.0.1:80/callback#x",
            "http://127.0.0.1:80@evil.example/callback",
            "http://127.0.0.1.evil.example/callback",
            "http://localhost:80/callback",
            "https://127.0.0.1:80/callback",
            "http://127.0.0.1:999999/callback",
            "http://127.0.0.1:٣/callback",
            "http://127.0.0.1:80/callback\n",
        ],
    )
    def test_takes_nothing_that_only_looks_like_it(self, asked: str) -> None:
        assert not may_redirect(asked, registered=[LOOPBACK])

    def test_takes_other_addresses_exactly_as_registered(self) -> None:
        registered = ["http://localhost:8000/pool/docs/oauth2-redirect"]
        assert may_redirect(registered[0], registered=registered)
        assert not may_redirect(registered[0] + "/", registered=registered)
        assert not may_redirect("http://127.0.0.1:80/callback", registered=registered)


class TestClaimsOf:
    def test_says_whom_for_which_body_and_for_how_long(self) -> None:
        person = TokenContent(sub="p", client_id="cli", audience="ressurspool", scope="pool:read", at=NOON, person=True)
        holder = replace(person, org=HUSBANKEN)
        claims = claims_of(holder, issuer="https://pool.example", jti="j", seconds=600)
        assert claims["exp"] - claims["iat"] == 600
        assert claims["consumer"] == {"authority": "iso6523-actorid-upis", "ID": f"0192:{HUSBANKEN}"}
        assert (claims["sub"], claims["org"], claims["person"]) == ("p", HUSBANKEN, True)

    def test_names_no_body_for_a_service(self) -> None:
        holder = TokenContent(sub="pool", client_id="pool", audience="auth", scope="feed:read", at=NOON)
        claims = claims_of(holder, issuer="https://pool.example", jti="j", seconds=600)
        assert not {"org", "consumer"} & set(claims)
        assert claims["person"] is False
