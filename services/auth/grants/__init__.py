"""The ways to a token (RFC 6749 §4): with a person's login, or with a client's own secret or key. No password grant."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.auth.errors import InvalidRequest, UnsupportedGrantType
from services.auth.grants import authorization_code, client_credentials, jwt_bearer, refresh_token
from services.auth.grants.client_authentication import authenticated_client
from services.auth.schemas import TokenRead
from services.auth.service.signing import OwnKeys
from services.auth.settings import AuthSettings
from services.kit.database import Database


@dataclass(frozen=True, kw_only=True)
class TokenDesk:
    """What granting tokens takes."""

    database: Database
    keys: OwnKeys
    settings: AuthSettings

    def grant(self, authorization: str | None, asked: Mapping[str, str]) -> TokenRead:
        """The token that a client asks for and proves to be entitled to. Raises TokenRefused."""
        kind = asked.get("grant_type")
        if kind is None:
            raise InvalidRequest()
        if kind == jwt_bearer.GRANT_TYPE:
            return jwt_bearer.grant(self.database, self.keys, self.settings, authorization, asked)
        client = authenticated_client(self.database, authorization, asked, issuer=self.settings.origin)
        if kind == "authorization_code":
            return authorization_code.redeem(self.database, self.keys, self.settings, client, asked)
        if kind == "client_credentials":
            return client_credentials.grant(self.keys, self.settings, client, asked)
        if kind == "refresh_token":
            return refresh_token.refresh(self.database, self.keys, self.settings, client, asked)
        raise UnsupportedGrantType()
