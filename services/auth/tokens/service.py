"""The ways to a token (RFC 6749 §4): with a person's login, or with a client's own secret or key. No password grant."""

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
class TokenDesk:
    """Gives tokens, tells of them and ends them, for clients that prove who they are."""

    database: Database
    keys: OwnKeys
    settings: AuthSettings
    revocations: Revocations
    login_grants: Mapping[str, LoginGrant] = field(default_factory=lambda: LOGIN_GRANTS)

    def grant(self, authorization: str | None, asked: Mapping[str, str]) -> TokenRead:
        """The token that a client asks for and proves to be entitled to. Raises TokenRefused."""
        kind = asked.get("grant_type")
        if kind is None:
            raise InvalidRequest()
        if kind == jwt_bearer.GRANT_TYPE:
            return jwt_bearer.grant(self.database, self.keys, self.settings, authorization, asked)
        client = self.client(authorization, asked)
        if kind == "client_credentials":
            return client_credentials.grant(self.keys, self.settings, client, asked)
        if kind in self.login_grants:
            return self.login_grants[kind](self.database, self.keys, self.settings, client, asked)
        raise UnsupportedGrantType()

    def revoke(self, authorization: str | None, asked: Mapping[str, str]) -> None:
        """End the login that a client's token hangs on. Raises TokenRefused."""
        revoke(self.database, self.keys, self.settings, self.client(authorization, asked), asked)

    def introspect(self, authorization: str | None, asked: Mapping[str, str]) -> IntrospectionRead:
        """What a token says. Raises TokenRefused."""
        client = self.client(authorization, asked)
        return introspect(self.database, self.keys, self.settings, client, asked, revocations=self.revocations)

    def client(self, authorization: str | None, asked: Mapping[str, str]) -> Client:
        """The client that asks, which has proved who it is. Raises TokenRefused."""
        return authenticated_client(self.database, authorization, asked, issuer=self.settings.origin)
