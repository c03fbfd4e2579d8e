"""Metadata (RFC 8414) and OpenID Connect Discovery: one document, and it is true."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.architecture.rooms import routes_of
from tests.auth.scenes.tokens import assert_refused
from tests.support.api import Api
from tests.support.callers import ISSUER

REQUIRED = {  # RFC 8414 §2 and OpenID Connect Discovery §3
    "issuer",
    "authorization_endpoint",
    "token_endpoint",
    "jwks_uri",
    "response_types_supported",
    "subject_types_supported",
    "id_token_signing_alg_values_supported",
}


@pytest.fixture
def metadata(api: Api) -> dict[str, Any]:
    metadata: dict[str, Any] = api.get("/.well-known/oauth-authorization-server").json()
    return metadata


def test_both_places_return_the_same(api: Api, metadata: dict[str, Any]) -> None:
    assert api.get("/.well-known/openid-configuration").json() == metadata


def test_has_what_it_must(metadata: dict[str, Any]) -> None:
    assert set(metadata) >= REQUIRED
    assert metadata["issuer"] == ISSUER
    assert metadata["code_challenge_methods_supported"] == ["S256"]
    assert metadata["authorization_response_iss_parameter_supported"] is True
    assert "password" not in metadata["grant_types_supported"]


def test_every_address_is_served_and_every_oauth_route_for_clients_has_one(metadata: dict[str, Any]) -> None:
    served = {route.path for route in routes_of("auth")}
    addresses = {value for name, value in metadata.items() if name.endswith(("_endpoint", "_uri"))}
    assert all(address.startswith(f"{ISSUER}/oauth/") for address in addresses)
    assert {urlsplit(address).path for address in addresses} <= served


def test_every_grant_type_is_taken_and_no_other(api: Api, metadata: dict[str, Any]) -> None:
    for grant_type in metadata["grant_types_supported"]:
        answer = api.post("/oauth/token", data={"grant_type": grant_type, "client_id": "cli"})
        assert answer.json()["error"] != "unsupported_grant_type", grant_type
    for grant_type in ("password", "implicit", "urn:ietf:params:oauth:grant-type:token-exchange"):
        refused = api.post("/oauth/token", data={"grant_type": grant_type, "client_id": "cli"})
        assert_refused(refused, "unsupported_grant_type")
