"""The client credentials grant: a client's own token, without a person (RFC 6749 §4.4)."""

from collections.abc import Mapping

from services.auth.clients.domain import ClientKind, granted_scope
from services.auth.clients.models import Client
from services.auth.keys.own_keys import OwnKeys
from services.auth.members.domain import effective_roles
from services.auth.oauth.errors import InvalidScope, InvalidTarget, UnauthorizedClient
from services.auth.settings import AuthSettings
from services.auth.tokens.domain import TokenContent
from services.auth.tokens.issue import issue
from services.auth.tokens.schemas import TokenRead
from services.kit import clock
from services.kit.access.tokens import API_AUDIENCE
from services.scheme.services import SERVICES


def grant(keys: OwnKeys, settings: AuthSettings, client: Client, parameters: Mapping[str, str]) -> TokenRead:
    """A token for the client itself. Raises UnauthorizedClient, InvalidTarget, InvalidScope."""
    if client.is_app:
        raise UnauthorizedClient()
    scope = granted_scope(parameters.get("scope", ""), allowed=client.scopes)
    if scope is None:
        raise InvalidScope()
    content = TokenContent(
        sub=client.client_id,
        client_id=client.client_id,
        audience=_audience(client, parameters.get("resource")),
        scope=scope,
        at=clock.now(),
        org=client.orgnr,
        roles=tuple(effective_roles(client.role)) if client.role else (),
    )
    return issue(keys, settings, content)


def _audience(client: Client, resource: str | None) -> str:
    """A service's token is for the one service that `resource` names (RFC 8707), a body's for the API."""
    if client.kind == ClientKind.SERVICE and resource in SERVICES:
        return resource
    if client.kind == ClientKind.AGENCY and resource in {None, API_AUDIENCE}:
        return API_AUDIENCE
    raise InvalidTarget()
