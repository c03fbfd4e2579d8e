"""RFC 9728: what protects each of the six services, shown where a client looks for it."""

import pytest

from services.scheme.services import SERVICES
from tests.support.api import Api, assert_problem

PLACE = "/.well-known/oauth-protected-resource"


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_names_itself_and_the_server_of_its_tokens(api: Api, service: str) -> None:
    shown = api.get(f"{PLACE}/{service}").json()
    server = api.get("/.well-known/oauth-authorization-server").json()
    origin = server["issuer"]
    assert shown["resource"] == f"{origin}/{service}"  # §3.3: what the address was made of
    assert shown["authorization_servers"] == [origin]
    assert shown["bearer_methods_supported"] == ["header"]
    assert set(shown["scopes_supported"]) <= set(server["scopes_supported"])


def test_what_is_no_service_is_not_there(api: Api) -> None:
    assert_problem(api.get(f"{PLACE}/nothing"), 404, "not-found")


def test_a_refusal_says_where_to_look(api: Api) -> None:
    challenge = api.get("/v1/me").headers["WWW-Authenticate"]  # §5.1
    named = challenge.partition('resource_metadata="')[2].removesuffix('"')
    assert named.endswith(f"{PLACE}/auth")
    assert api.get(named.removeprefix(api.get(f"{PLACE}/auth").json()["authorization_servers"][0])).status_code == 200
