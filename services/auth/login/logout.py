"""The end session endpoint: ends a login and redirects to its client (OpenID Connect RP-Initiated Logout)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.auth.clients.domain import with_parameters
from services.auth.clients.repository import Clients
from services.auth.keys.own_keys import OwnKeys
from services.auth.keys.repository import SigningKeys
from services.auth.keys.signer import public_jwk
from services.auth.pages.errors import UnreadableLogin
from services.auth.sessions.domain import EndReason
from services.auth.sessions.repository import Sessions
from services.auth.sessions.service import end_session
from services.auth.settings import AuthSettings
from services.auth.tokens.issue import ID_TOKEN
from services.kit.access.tokens import Envelope, TokenFormat
from services.kit.data.database import Database
from services.kit.errors import Unauthenticated

_FORMAT = TokenFormat(algorithms=frozenset({"RS256"}), types=frozenset({ID_TOKEN}))


@dataclass(frozen=True, kw_only=True)
class LoggedOut:
    """The login is over. `location` is the client's registered logout address, where it asked to be returned to."""

    location: str | None


@dataclass(frozen=True, kw_only=True)
class NothingKnown:
    """No id_token named a login to end, and this browser keeps none (decision record 0018)."""


@dataclass(frozen=True, kw_only=True)
class LogoutEndpoint:
    """Ends the login that a logout request names."""

    database: Database
    keys: OwnKeys
    settings: AuthSettings

    def end_session(self, parameters: Mapping[str, str]) -> LoggedOut | NothingKnown:
        """End the login of the id_token in `id_token_hint`. Raises UnreadableLogin for an id_token that is not ours.

        Only the client of that login has the id_token, so there is no confirmation page. An expired one is accepted
        (§2): people log out late.
        """
        if "id_token_hint" not in parameters:
            return NothingKnown()
        client_id, session_id = self._read(parameters["id_token_hint"])
        if parameters.get("client_id", client_id) != client_id:
            raise UnreadableLogin()
        with self.database.write() as session:
            login = Sessions(session).find(session_id)
            if login is not None:
                end_session(Sessions(session), login, reason=EndReason.LOGGED_OUT, sub=str(login.person_id))
            client = Clients(session).find(client_id)
        back = parameters.get("post_logout_redirect_uri")
        if client is None or back not in client.post_logout_redirect_uris:
            return LoggedOut(location=None)
        return LoggedOut(location=_location(back, parameters.get("state")))

    def _read(self, hint: str) -> tuple[str, UUID]:
        """The client and the session that an id_token of ours names."""
        try:
            envelope = Envelope.of(hint, _FORMAT)
            claims = envelope.opened(self._key(envelope.kid), issuer=self.settings.origin)
            return str(claims["aud"]), UUID(claims["sid"])
        except (Unauthenticated, KeyError, ValueError):
            raise UnreadableLogin() from None

    def _key(self, kid: str) -> Mapping[str, Any] | None:
        """The key with that id, also a retired one: it was ours when it signed (§2), and no private part is left."""
        self.keys.refresh_for(kid)
        found = self.keys.find(kid)
        if found is not None:
            return found
        with self.database.read() as session:
            retired = SigningKeys(session).find_retired(kid)
        return public_jwk(kid, retired.public) if retired else None


def _location(back: str, state: str | None) -> str:
    return back if state is None else with_parameters(back, {"state": state})
