"""The token, revocation and introspection endpoints, for clients that authenticate. There is no password grant."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from services.auth.clients.models import Client
from services.auth.keys.own_keys import OwnKeys
from services.auth.oauth.errors import InvalidRequest, UnsupportedGrantType
from services.auth.settings import AuthSettings
from services.auth.tokens import authorization_code, client_credentials, jwt_bearer, refresh_token
from services.auth.tokens.client_authentication import authenticated_client
from services.auth.tokens.introspection import introspect
from services.auth.tokens.revocation import revoke
from services.auth.tokens.schemas import IntrospectionRead, TokenRead
from services.kit.access.revocations import Revocations
from services.kit.data.database import Database

LoginGrant = Callable[[Database, OwnKeys, AuthSettings, Client, Mapping[str, str]], TokenRead]
LOGIN_GRANTS: Mapping[str, LoginGrant] = {
    "authorization_code": authorization_code.redeem,
    "refresh_token": refresh_token.refresh,
}


@dataclass(frozen=True, kw_only=True)
class TokenEndpoints:
    """Grants, revokes and introspects tokens. Each method authenticates the client first."""

    database: Database
    keys: OwnKeys
    settings: AuthSettings
    revocations: Revocations
    login_grants: Mapping[str, LoginGrant] = field(default_factory=lambda: LOGIN_GRANTS)

    def grant(self, authorization: str | None, parameters: Mapping[str, str]) -> TokenRead:
        """The token endpoint (RFC 6749 §3.2): dispatches by `grant_type`. Raises OAuthError."""
        grant_type = parameters.get("grant_type")
        if grant_type is None:
            raise InvalidRequest()
        if grant_type == jwt_bearer.GRANT_TYPE:
            return jwt_bearer.grant(self.database, self.keys, self.settings, authorization, parameters)
        client = self.client(authorization, parameters)
        if grant_type == "client_credentials":
            return client_credentials.grant(self.keys, self.settings, client, parameters)
        if grant_type in self.login_grants:
            return self.login_grants[grant_type](self.database, self.keys, self.settings, client, parameters)
        raise UnsupportedGrantType()

    def revoke(self, authorization: str | None, parameters: Mapping[str, str]) -> None:
        """The revocation endpoint (RFC 7009). Raises OAuthError."""
        revoke(self.database, self.keys, self.settings, self.client(authorization, parameters), parameters)

    def introspect(self, authorization: str | None, parameters: Mapping[str, str]) -> IntrospectionRead:
        """The introspection endpoint (RFC 7662). Raises OAuthError."""
        client = self.client(authorization, parameters)
        return introspect(self.database, self.keys, self.settings, client, parameters, revocations=self.revocations)

    def client(self, authorization: str | None, parameters: Mapping[str, str]) -> Client:
        """The client that sends the request, authenticated. Raises OAuthError."""
        return authenticated_client(self.database, authorization, parameters, issuer=self.settings.origin)
