"""The pages at `verification_uri`: a person types the code, logs in, and says yes or no (RFC 8628 §3.3).

The login in between is the usual one: these pages are a client of our own, `device`, with code flow and PKCE like any
other. So every way to log in works here. The session becomes the waiting program's once the person has seen what it
asks for and said yes.
"""

import base64
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy.orm import Session

from services.auth.bodies.repository import Organisations
from services.auth.clients.domain import DEVICE_CLIENT
from services.auth.clients.repository import Clients
from services.auth.devices.decision import Pending, decide, find_pending
from services.auth.devices.models import DeviceCode
from services.auth.devices.repository import DeviceCodes
from services.auth.devices.request import PAGE
from services.auth.devices.steps import AskCode, AskConfirmation, Decided, DeviceStep, GoOn
from services.auth.devices.user_code import normalised
from services.auth.limits.errors import TooManyGuesses
from services.auth.limits.service import give_back, secret_gates, take_places
from services.auth.login.states import FormSeal, seal_key
from services.auth.oauth.errors import InvalidGrant
from services.auth.oauth.pkce import challenge_of
from services.auth.sessions.models import LoginSession
from services.auth.settings import AuthSettings
from services.auth.tokens.authorization_code import use_code
from services.kit import clock
from services.kit.data.database import Database
from services.kit.ids import hashed

CALLBACK = f"{PAGE}/callback"
CONFIRMATION = f"{PAGE}/confirmation"


@dataclass(frozen=True, kw_only=True)
class DeviceVerification:
    """The verification pages for one browser, known by its cookie."""

    database: Database
    settings: AuthSettings
    cookie: str
    source: str

    def show_code_page(
        self, user_code: str = "", *, fault: str | None = None, status: int = 200, wait: int | None = None
    ) -> AskCode:
        token = self._seal("code").sealed()
        return AskCode(form_token=token, user_code=user_code, fault=fault, status=status, wait=wait)

    def take_code(self, form: Mapping[str, str]) -> DeviceStep:
        """Send the browser to the login where a program waits with the code; else show the page with the fault."""
        typed = form.get("user_code", "")
        if self._seal("code").opened(form.get("form_token", "")) is None:
            return self.show_code_page(typed, fault="form-expired", status=400)
        if "language" in form:  # chosen on the page, and nothing else
            return self.show_code_page(typed)
        try:
            code = self._find_code(normalised(typed))
        except TooManyGuesses as full:
            return self.show_code_page(typed, fault="too-many-guesses", status=429, wait=full.seconds)
        if code is None:
            return self.show_code_page(typed, fault="wrong-user-code", status=400)
        return GoOn(location=self._login_location(code, normalised(typed) or ""))

    def _find_code(self, user_code: str | None) -> DeviceCode | None:
        """Find the code, with limited guesses: eight letters could be found by trying. Raises TooManyGuesses."""
        gates = take_places(self.database, secret_gates(self.settings, "user code", source=self.source))
        with self.database.write() as session:
            code = DeviceCodes(session).find_pending(hashed(user_code or ""), at=clock.now())
            if code is not None:
                give_back(session, gates)
        return code

    def _login_location(self, code: DeviceCode, user_code: str) -> str:
        state = self._seal("login").sealed(subject=user_code)
        parameters = {
            "response_type": "code",
            "client_id": DEVICE_CLIENT,
            "redirect_uri": f"{self.settings.origin}{CALLBACK}",
            "scope": code.scope,
            "state": state,
            "code_challenge": challenge_of(self._verifier(state)),
            "code_challenge_method": "S256",
        }
        return f"{self.settings.origin}/oauth/authorize?{urlencode(parameters)}"

    def finish_login(self, answer: Mapping[str, str]) -> DeviceStep:
        """Send the browser from the login to the confirmation. This uses up the authorization code.

        The confirmation has an address of its own, so that it can be reloaded.
        """
        user_code = self._seal("login").opened(answer.get("state", ""))
        if user_code is None or answer.get("iss") != self.settings.origin or "code" not in answer:
            return self.show_code_page(fault="login-not-finished", status=400)
        login = self._redeem(answer["code"], state=answer["state"])
        if login is None:
            return self.show_code_page(user_code, fault="login-not-finished", status=400)
        pending = self._seal("confirmation").sealed(subject=json.dumps([str(login.id), user_code]))
        return GoOn(location=f"{self.settings.origin}{CONFIRMATION}?{urlencode({'pending': pending})}")

    def _redeem(self, code: str, *, state: str) -> LoginSession | None:
        redirect_uri = f"{self.settings.origin}{CALLBACK}"
        parameters = {"code": code, "redirect_uri": redirect_uri, "code_verifier": self._verifier(state)}
        try:
            with self.database.write() as session:
                return use_code(session, DEVICE_CLIENT, parameters)
        except InvalidGrant:
            return None

    def show_confirmation(self, pending: str) -> DeviceStep:
        """Show which program asks for what. The page can be shown again, for example in another language."""
        with self.database.read() as session:
            found = self._find(session, pending)
            client = Clients(session).find(found.code.client_id) if found else None
            if found is None or client is None:
                return self.show_code_page(fault="code-gone", status=400)
            return AskConfirmation(
                form_token=pending,
                user_code=found.user_code,
                client_id=client.client_id,
                client_name=client.name,
                scopes=found.scopes,
                body=Organisations(session).get(found.login.orgnr),
            )

    def decide(self, form: Mapping[str, str]) -> DeviceStep:
        """Take yes or no, once. Anything else shows the page again."""
        pending, answer = form.get("form_token", ""), form.get("answer")
        if answer not in {"yes", "no"}:
            return self.show_confirmation(pending)
        with self.database.write() as session:
            found = self._find(session, pending)
            if found is None or not decide(session, self.settings, found, yes=answer == "yes"):
                return self.show_code_page(fault="code-gone", status=400)
        return Decided(confirmed=answer == "yes")

    def _find(self, session: Session, pending: str) -> Pending | None:
        subject = self._seal("confirmation").opened(pending)
        if subject is None:
            return None
        session_id, user_code = json.loads(subject)
        return find_pending(session, UUID(session_id), user_code)

    def _seal(self, step: str) -> FormSeal:
        return FormSeal(key=self._key, bound_to=f"{self.cookie} device {step}")

    @property
    def _key(self) -> bytes:
        return seal_key(self.settings.key_passphrase.get_secret_value())

    def _verifier(self, state: str) -> str:
        """The PKCE verifier. It is derived from this browser's cookie, so that nothing has to be stored."""
        digest = hmac.new(self._key, f"device verifier {self.cookie} {state}".encode(), sha256).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")
