"""Ends a login at the wish of its client, and leads back to it (OpenID Connect RP-Initiated Logout)."""

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

_FORM = TokenFormat(algorithms=frozenset({"RS256"}), types=frozenset({ID_TOKEN}))


@dataclass(frozen=True, kw_only=True)
class LoggedOut:
    """The login is over; `location` where the client wants the browser back and may say so."""

    location: str | None


@dataclass(frozen=True, kw_only=True)
class NothingKnown:
    """Nobody said whose login to end, and this browser keeps none (decision 0018)."""


@dataclass(frozen=True, kw_only=True)
class LogoutDesk:
    """Takes requests to log out."""

    database: Database
    keys: OwnKeys
    settings: AuthSettings

    def take(self, asked: Mapping[str, str]) -> LoggedOut | NothingKnown:
        """End the login that the id_token in `id_token_hint` tells of. Raises UnreadableLogin where it is none of ours.

        Whoever has the id_token is the client of that login, so it is not asked once more. One that has run out will
        do (§2): people log out late.
        """
        if "id_token_hint" not in asked:
            return NothingKnown()
        client_id, session_id = self._read(asked["id_token_hint"])
        if asked.get("client_id", client_id) != client_id:
            raise UnreadableLogin()
        with self.database.write() as session:
            login = Sessions(session).find(session_id)
            if login is not None:
                end_session(Sessions(session), login, reason=EndReason.LOGGED_OUT, sub=str(login.person_id))
            client = Clients(session).find(client_id)
        back = asked.get("post_logout_redirect_uri")
        if client is None or back not in client.post_logout_redirect_uris:
            return LoggedOut(location=None)
        return LoggedOut(location=_location(back, asked.get("state")))

    def _read(self, hint: str) -> tuple[str, UUID]:
        """The client and the session of an id_token of ours."""
        try:
            envelope = Envelope.of(hint, _FORM)
            claims = envelope.opened(self._key(envelope.kid), issuer=self.settings.origin)
            return str(claims["aud"]), UUID(claims["sid"])
        except (Unauthenticated, KeyError, ValueError):
            raise UnreadableLogin() from None

    def _key(self, kid: str) -> Mapping[str, Any] | None:
        """Also one that was retired since: it was ours when it signed (§2), and nobody has its private part."""
        self.keys.refresh_for(kid)
        found = self.keys.find(kid)
        if found is not None:
            return found
        with self.database.read() as session:
            retired = SigningKeys(session).find_retired(kid)
        return public_jwk(kid, retired.public) if retired else None


def _location(back: str, state: str | None) -> str:
    return back if state is None else with_parameters(back, {"state": state})
