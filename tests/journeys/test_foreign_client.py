"""Authlib, which knows nothing of us, gets tokens in every way there is: over HTTP, from the metadata alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from authlib.common.security import generate_token
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import AssertionSession, OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from authlib.oauth2.rfc8414 import AuthorizationServerMetadata
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import OpenIDProviderMetadata
from joserfc import jwt
from joserfc.jwk import KeySet

from ressurspool.client.form import answer_forms
from ressurspool.client.programs import ApiClient, ApiClientDraft, Jwk, JwkSet
from tests.auth.scenes.devices import Person
from tests.auth.scenes.signers import a_key, public
from tests.journeys.cast import HOME, HOST, PASSWORD, Actor, Cast, until

CALLBACK = "http://127.0.0.1:7/callback"
SCOPE = "organisation:read pool:read offline_access"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"


@pytest.fixture(autouse=True)
def insecure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")  # Authlib wants HTTPS of everybody but tests


@pytest.fixture
def server(cast: Cast) -> AuthorizationServerMetadata:
    """What the server says of itself, found wanting by Authlib or not."""
    described = httpx.get(f"{cast.stack.origin}/.well-known/oauth-authorization-server", trust_env=False).json()
    metadata = AuthorizationServerMetadata(described)
    metadata.validate()
    assert metadata["issuer"] == cast.stack.origin
    return metadata


@pytest.fixture
def somebody(cast: Cast) -> Actor:
    return cast.coordinator(HOST)


@pytest.fixture
def app() -> Iterator[OAuth2Session]:
    """An app on somebody's machine, as the command line is one."""
    with an_app("cli") as client:
        yield client


@pytest.fixture
def bodys_app(somebody: Actor) -> Iterator[OAuth2Session]:
    """One that a body registered."""
    draft = ApiClientDraft(
        name="Bemanningsappen",
        scopes=SCOPE.split(),
        token_endpoint_auth_method="none",
        redirect_uris=["http://127.0.0.1/callback"],
    )
    with an_app(somebody.client.auth.register_client(draft).client_id) as client:
        yield client


def an_app(client_id: str) -> OAuth2Session:
    client = OAuth2Session(
        client_id,
        token_endpoint_auth_method="none",
        redirect_uri=CALLBACK,
        scope=SCOPE,
        code_challenge_method="S256",
        revocation_endpoint_auth_method="none",
    )
    client.trust_env = False
    return client


def members(client: OAuth2Session, cast: Cast) -> int:
    """What the API answers to the token that the client holds."""
    return int(client.get(f"{cast.stack.origin}/auth/v1/organisations/{HOST}/members").status_code)


def log_in(
    app: OAuth2Session, server: AuthorizationServerMetadata, somebody: Actor, answer: str | None = None
) -> dict[str, Any]:
    """`answer` is what they say where they are asked what the app may do."""
    verifier = generate_token(48)
    address, _state = app.create_authorization_url(server["authorization_endpoint"], code_verifier=verifier)
    known = {"email": somebody.email, "password": PASSWORD, "org": HOST, "answer": answer}
    with httpx.Client(trust_env=False) as browser:
        back = answer_forms(browser, address, known, until=CALLBACK)
    granted = app.fetch_token(server["token_endpoint"], authorization_response=back, code_verifier=verifier)
    return dict(granted)


class TestDiscovery:
    def test_tells_openid_clients_the_same(self, server: AuthorizationServerMetadata) -> None:
        metadata = httpx.get(f"{server['issuer']}/.well-known/openid-configuration", trust_env=False).json()
        OpenIDProviderMetadata(metadata).validate()
        assert {name: metadata[name] for name in server} == dict(server)


class TestApp:
    def test_logs_in_refreshes_and_revokes(
        self, app: OAuth2Session, server: AuthorizationServerMetadata, cast: Cast, somebody: Actor
    ) -> None:
        first = log_in(app, server, somebody)
        assert members(app, cast) == 200
        second = dict(app.refresh_token(server["token_endpoint"], refresh_token=first["refresh_token"]))
        assert second["refresh_token"] != first["refresh_token"]
        assert members(app, cast) == 200
        assert app.revoke_token(server["revocation_endpoint"], second["refresh_token"]).status_code == 200
        with pytest.raises(OAuthError, match="invalid_grant"):
            app.refresh_token(server["token_endpoint"], refresh_token=second["refresh_token"])

    def test_knows_by_the_id_token_who_logged_in(
        self, app: OAuth2Session, server: AuthorizationServerMetadata, somebody: Actor
    ) -> None:
        app.scope = "openid email organisation:read"
        granted = log_in(app, server, somebody)
        keys = KeySet.import_key_set(httpx.get(server["jwks_uri"], trust_env=False).json())
        claims = CodeIDToken(
            jwt.decode(granted["id_token"], keys, algorithms=["RS256"]).claims, {}, {}, {"client_id": "cli"}
        )
        claims.validate(leeway=10)
        assert (claims["iss"], claims["aud"]) == (server["issuer"], "cli")

    def test_loses_its_login_where_a_refresh_token_comes_twice(
        self, app: OAuth2Session, server: AuthorizationServerMetadata, somebody: Actor
    ) -> None:
        def refresh(token: str) -> str:
            return str(app.refresh_token(server["token_endpoint"], refresh_token=token)["refresh_token"])

        first = log_in(app, server, somebody)["refresh_token"]
        second = refresh(first)
        assert refresh(first) == second, "an answer that was lost is given again"
        third = refresh(second)
        for token in (first, third):
            with pytest.raises(OAuthError, match="invalid_grant"):
                refresh(token)

    def test_logs_in_by_a_code_confirmed_elsewhere(
        self, app: OAuth2Session, server: AuthorizationServerMetadata, cast: Cast, somebody: Actor
    ) -> None:
        asked = {"client_id": "cli", "scope": SCOPE}
        given = app.request("POST", server["device_authorization_endpoint"], data=asked, withhold_token=True).json()
        with pytest.raises(OAuthError, match="authorization_pending"):
            app.fetch_token(server["token_endpoint"], grant_type=DEVICE_GRANT, device_code=given["device_code"])
        with httpx.Client(base_url=cast.stack.origin, trust_env=False) as http:
            person = Person(RealPages(http))
            person.type(given["user_code"])
            person.post(email=somebody.email, password=PASSWORD)
            assert given["user_code"] in person.page.text
            person.post(answer="yes")
        granted = app.fetch_token(server["token_endpoint"], grant_type=DEVICE_GRANT, device_code=given["device_code"])
        assert granted["refresh_token"]
        assert members(app, cast) == 200


class TestAgencysApp:
    def test_logs_in_once_asked_and_refreshes_until_that_is_taken_back(
        self, bodys_app: OAuth2Session, server: AuthorizationServerMetadata, cast: Cast, somebody: Actor
    ) -> None:
        app = bodys_app
        log_in(app, server, somebody, answer="yes")
        first = log_in(app, server, somebody)  # not asked again
        second = dict(app.refresh_token(server["token_endpoint"], refresh_token=first["refresh_token"]))
        assert members(app, cast) == 200
        (consent,) = [one for one in somebody.client.auth.consents() if one.client_id == app.client_id]
        assert consent.client_name == "Bemanningsappen"
        assert sorted(consent.scopes) == sorted(SCOPE.split())
        somebody.client.auth.withdraw_consent(consent.id)
        until(lambda: members(app, cast) == 401, what="the token to be refused")
        with pytest.raises(OAuthError, match="invalid_grant"):
            app.refresh_token(server["token_endpoint"], refresh_token=second["refresh_token"])

    def test_gets_nothing_after_a_no(
        self, bodys_app: OAuth2Session, server: AuthorizationServerMetadata, somebody: Actor
    ) -> None:
        """Authlib then asks for a token of the app's own, which there is not either."""
        with pytest.raises(OAuthError, match="unauthorized_client"):
            log_in(bodys_app, server, somebody, answer="no")

    def test_logs_nobody_of_another_body_in(
        self, bodys_app: OAuth2Session, server: AuthorizationServerMetadata, cast: Cast
    ) -> None:
        with pytest.raises(ValueError, match="403"):
            log_in(bodys_app, server, cast.coordinator(HOME), answer="yes")


class TestAgencysSystem:
    def test_shows_its_secret(self, server: AuthorizationServerMetadata, cast: Cast, somebody: Actor) -> None:
        made = somebody.client.auth.register_client(ApiClientDraft(name="HR-systemet", scopes=["organisation:read"]))
        with a_system(made.client_id, made.secret) as system:
            system.fetch_token(server["token_endpoint"], grant_type="client_credentials")
            assert members(system, cast) == 200

    def test_signs_with_its_key_to_authenticate(
        self, server: AuthorizationServerMetadata, cast: Cast, somebody: Actor
    ) -> None:
        made, method = with_a_key(somebody), PrivateKeyJWT(server["issuer"], headers={"kid": "2026-1"})
        with a_system(made.client_id, a_key(), token_endpoint_auth_method=method) as system:
            system.fetch_token(server["token_endpoint"], grant_type="client_credentials")
            assert members(system, cast) == 200

    def test_signs_with_its_key_as_for_maskinporten(
        self, server: AuthorizationServerMetadata, cast: Cast, somebody: Actor
    ) -> None:
        made = with_a_key(somebody)
        with AssertionSession(
            server["token_endpoint"],
            issuer=made.client_id,
            subject=None,
            audience=server["issuer"],
            claims={"scope": "organisation:read"},
            key=a_key(),
            header={"alg": "RS256", "kid": "2026-1"},
            expires_in=120,
        ) as system:
            system.trust_env = False
            assert members(system, cast) == 200

    def test_is_told_that_its_audience_is_another(self, server: AuthorizationServerMetadata, somebody: Actor) -> None:
        """Authlib's default: the token endpoint as audience."""
        made, method = with_a_key(somebody), PrivateKeyJWT(headers={"kid": "2026-1"})
        system = a_system(made.client_id, a_key(), token_endpoint_auth_method=method)
        with system, pytest.raises(OAuthError, match="aud"):
            system.fetch_token(server["token_endpoint"], grant_type="client_credentials")


def a_system(*known: Any, **more: Any) -> OAuth2Session:
    system = OAuth2Session(*known, **more)
    system.trust_env = False
    return system


def with_a_key(somebody: Actor) -> ApiClient:
    key = Jwk(**{name: value for name, value in public().items() if name in {"kty", "kid", "n", "e"}})
    draft = ApiClientDraft(
        name="HR-systemet",
        scopes=["organisation:read"],
        token_endpoint_auth_method="private_key_jwt",
        jwks=JwkSet(keys=[key]),
    )
    return somebody.client.auth.register_client(draft)


@dataclass
class RealPages:
    """The pages of a real server, as a browser of the tests asks for them."""

    http: httpx.Client

    def get(self, path: str, headers: dict[str, str]) -> httpx.Response:
        return self._asked("GET", path, headers)

    def post(self, path: str, headers: dict[str, str], *, data: dict[str, str]) -> httpx.Response:
        return self._asked("POST", path, headers, data=data)

    def _asked(self, method: str, path: str, headers: dict[str, str], **content: Any) -> httpx.Response:
        self.http.cookies.clear()  # the browser keeps its own
        return self.http.request(method, path, headers=headers, **content)
