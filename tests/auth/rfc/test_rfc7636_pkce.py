"""PKCE (RFC 7636): S256 is mandatory."""

from uuid import UUID

import pytest

from services.auth.login.authorization import read_authorization_request
from services.auth.oauth.pkce import challenge_of
from services.auth.pages.errors import BrowserRedirect
from services.kit.data.database import Database
from tests.auth.scenes.logins import VERIFIER, a_request, redeem
from tests.auth.scenes.members import a_member
from tests.auth.scenes.tokens import a_code, assert_refused
from tests.support.api import Api
from tests.support.callers import ISSUER


@pytest.fixture
def me(database: Database) -> UUID:
    return a_member(database)


@pytest.mark.parametrize(
    "changes",
    [
        {"code_challenge": None},
        {"code_challenge": None, "code_challenge_method": None},
        {"code_challenge_method": None},
        {"code_challenge_method": "plain"},
        {"code_challenge_method": "s256"},
        {"code_challenge_method": "plain", "code_challenge": VERIFIER},
        {"code_challenge": "short"},
        {"code_challenge": challenge_of(VERIFIER) + "="},
        {"code_challenge": "+" * 43},
    ],
)
def test_a_request_without_it_goes_back(database: Database, changes: dict[str, str | None]) -> None:
    with pytest.raises(BrowserRedirect) as back:
        read_authorization_request(database, a_request(**changes), issuer=ISSUER)
    assert "error=invalid_request" in back.value.location


@pytest.mark.parametrize(
    "verifier", [VERIFIER[:-1], VERIFIER.upper(), "x" * 42, "x" * 129, challenge_of(VERIFIER), "\u00e6" * 43, " " * 43]
)
def test_a_wrong_verifier_gets_nothing(api: Api, database: Database, me: UUID, verifier: str) -> None:
    code = a_code(database, me)
    assert_refused(redeem(api, code, code_verifier=verifier), "invalid_grant")
    assert redeem(api, code).status_code == 200


def test_no_verifier_gets_nothing(api: Api, database: Database, me: UUID) -> None:
    assert_refused(redeem(api, a_code(database, me), code_verifier=None), "invalid_request")


@pytest.mark.parametrize("verifier", ["v" * 43, "v" * 128, "-._~" * 11])
def test_every_verifier_of_the_rfc_will_do(api: Api, database: Database, me: UUID, verifier: str) -> None:
    code = a_code(database, me, code_challenge=challenge_of(verifier))
    assert redeem(api, code, code_verifier=verifier).status_code == 200


def test_another_requests_verifier_gets_nothing(api: Api, database: Database, me: UUID) -> None:
    mine, other = a_code(database, me), a_code(database, me, code_challenge=challenge_of("o" * 43))
    assert_refused(redeem(api, other), "invalid_grant")
    assert_refused(redeem(api, mine, code_verifier="o" * 43), "invalid_grant")
