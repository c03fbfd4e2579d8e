"""`iss` in every authorization response (RFC 9207)."""

from urllib.parse import parse_qs, urlsplit

import pytest

from services.auth.login.authorization import read_authorization_request
from services.auth.pages.errors import BrowserRedirect
from services.kit.data.database import Database
from tests.auth.scenes.logins import a_request
from tests.support.api import Api
from tests.support.callers import ISSUER


def issuer_in(location: str) -> list[str]:
    return parse_qs(urlsplit(location).query)["iss"]


def test_an_answer_with_a_code_names_us(database: Database) -> None:
    assert issuer_in(read_authorization_request(database, a_request(), issuer=ISSUER).location(code="x")) == [ISSUER]


@pytest.mark.parametrize(
    "changes",
    [
        {"response_type": "token"},
        {"scope": "no:such"},
        {"prompt": "none"},
        {"state": "\u00e6"},
        {"code_challenge": None},
    ],
)
def test_an_answer_with_an_error_names_us_too(database: Database, changes: dict[str, str | None]) -> None:
    with pytest.raises(BrowserRedirect) as back:
        read_authorization_request(database, a_request(**changes), issuer=ISSUER)
    assert issuer_in(back.value.location) == [ISSUER]


def test_it_is_the_issuer_of_the_metadata(api: Api) -> None:
    metadata = api.get("/.well-known/oauth-authorization-server").json()
    assert (metadata["issuer"], metadata["authorization_response_iss_parameter_supported"]) == (ISSUER, True)
