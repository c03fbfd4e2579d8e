"""Login with a code and PKCE (RFC 6749 §4.1, RFC 7636): what is asked, who logs in, for which body, and the token."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy.orm import Session

from services.auth.domain import ClientKind, Holder, effective, hashed, may_redirect, narrowed
from services.auth.errors import (
    InvalidGrant,
    InvalidRequest,
    SentBack,
    TooManyGuesses,
    UnknownClient,
    WrongPassword,
    WrongRedirect,
)
from services.auth.grants.form_seal import FormSeal
from services.auth.models import AuthorizationCode, Client, Organisation
from services.auth.pkce import is_challenge, proves
from services.auth.repository import Clients, Codes, People
from services.auth.schemas import TokenRead, normalised_password
from services.auth.service.logins import prove_password
from services.auth.service.signing import OwnKeys
from services.auth.service.tokens import issue
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.database import Database
from services.kit.ids import new_secret
from services.kit.text import is_orgnr
from services.kit.tokens import API_AUDIENCE

LONGEST_STATE = 1000


@dataclass(frozen=True, kw_only=True)
class Authorization:
    """A client's request that somebody log in, checked."""

    client_id: str
    client_name: str
    redirect_uri: str
    scope: str
    challenge: str
    state: str | None
    org: str | None
    issuer: str

    def location(self, **answer: str) -> str:
        """Where the browser goes with an answer; `iss` tells the client whose it is (RFC 9207)."""
        return _location(self.redirect_uri, self.state, self.issuer, **answer)

    @property
    def fingerprint(self) -> str:
        parts = (self.client_id, self.redirect_uri, self.scope, self.challenge, self.state or "", self.org or "")
        return hashed("\0".join(parts))


def read_authorization(database: Database, asked: Mapping[str, str], *, issuer: str) -> Authorization:
    """What the client asks. Raises UnknownClient and WrongRedirect, which are shown here, and SentBack for the rest."""
    client = _client(database, asked)
    redirect_uri, state = asked["redirect_uri"], asked.get("state")
    if state is not None and not (state.isascii() and state.isprintable() and len(state) <= LONGEST_STATE):
        raise SentBack(_location(redirect_uri, None, issuer, error="invalid_request"))
    error = _fault(asked)
    scope = narrowed(asked.get("scope", ""), allowed=client.scopes)
    if error is not None or scope is None:
        raise SentBack(_location(redirect_uri, state, issuer, error=error or "invalid_scope"))
    return Authorization(
        client_id=client.client_id,
        client_name=client.name,
        redirect_uri=redirect_uri,
        scope=scope,
        challenge=asked["code_challenge"],
        state=state,
        org=asked.get("org"),
        issuer=issuer,
    )


def _client(database: Database, asked: Mapping[str, str]) -> Client:
    with database.read() as session:
        client = Clients(session).find(asked.get("client_id", ""))
    if client is None or client.kind != ClientKind.PUBLIC:
        raise UnknownClient()
    if not may_redirect(asked.get("redirect_uri", ""), registered=client.redirect_uris):
        raise WrongRedirect()
    return client


def _fault(asked: Mapping[str, str]) -> str | None:
    """What RFC 6749 §4.1.2.1 calls the fault of the request; PKCE with S256 is not optional."""
    if asked.get("response_type", "code") != "code":
        return "unsupported_response_type"
    with_challenge = asked.get("code_challenge_method") == "S256" and is_challenge(asked.get("code_challenge", ""))
    if "response_type" not in asked or not with_challenge:
        return "invalid_request"
    return None if "org" not in asked or is_orgnr(asked["org"]) else "invalid_request"


def _location(redirect_uri: str, state: str | None, issuer: str, **answer: str) -> str:
    told = {**answer, **({"state": state} if state is not None else {}), "iss": issuer}
    return f"{redirect_uri}?{urlencode(told)}"


@dataclass(frozen=True, kw_only=True)
class AskLogin:
    """Show the page that asks for account and password; `fault` says why again."""

    fault: str | None = None
    status: int = 200


@dataclass(frozen=True, kw_only=True)
class AskBody:
    """Show the page that asks for which of several bodies the person acts now."""

    person_id: UUID
    bodies: Sequence[Organisation]


@dataclass(frozen=True, kw_only=True)
class GoBack:
    """Send the browser back to the client."""

    location: str


NextStep = AskLogin | AskBody | GoBack


@dataclass(frozen=True, kw_only=True)
class LoginDesk:
    """Takes posted login forms."""

    database: Database
    settings: AuthSettings

    def take(self, wanted: Authorization, form: Mapping[str, str], *, seal: FormSeal, source: str) -> NextStep:
        """What comes after a posted form. Every refusal is the form again, with what was wrong."""
        subject = seal.opened(form.get("form_token", ""))
        if subject is None:
            return AskLogin(fault="form-expired", status=400)
        if subject:
            return self._next(wanted, UUID(subject), chosen=form.get("org"))
        return self._log_in(wanted, form, source=source)

    def _log_in(self, wanted: Authorization, form: Mapping[str, str], *, source: str) -> NextStep:
        email, password = form.get("email", "").strip().lower(), normalised_password(form.get("password", ""))
        try:
            person = prove_password(self.database, self.settings, email=email, password=password, source=source)
        except WrongPassword:
            return AskLogin(fault="wrong-password", status=400)
        except TooManyGuesses:
            return AskLogin(fault="wrong-password", status=429)
        return self._next(wanted, person.id, chosen=wanted.org)

    def _next(self, wanted: Authorization, person_id: UUID, *, chosen: str | None) -> NextStep:
        with self.database.read() as session:
            bodies = People(session).list_bodies_of(person_id)
        if not bodies:
            return AskLogin(fault="no-membership", status=403)
        orgnr = chosen or (bodies[0].orgnr if len(bodies) == 1 else None)
        if orgnr is None:
            return AskBody(person_id=person_id, bodies=bodies)
        if orgnr not in {body.orgnr for body in bodies}:
            return AskLogin(fault="not-a-member", status=403)
        return GoBack(location=wanted.location(code=self._new_code(wanted, person_id, orgnr)))

    def _new_code(self, wanted: Authorization, person_id: UUID, orgnr: str) -> str:
        code = new_secret()
        kept = AuthorizationCode(
            code_hash=hashed(code),
            client_id=wanted.client_id,
            redirect_uri=wanted.redirect_uri,
            challenge=wanted.challenge,
            scope=wanted.scope,
            person_id=person_id,
            orgnr=orgnr,
            expires_at=clock.now() + timedelta(seconds=self.settings.code_seconds),
        )
        with self.database.write() as session:
            Codes(session).add(kept)
        return code


def redeem(
    database: Database, keys: OwnKeys, settings: AuthSettings, client: Client, asked: Mapping[str, str]
) -> TokenRead:
    """The token for a code, once (RFC 6749 §4.1.3). Raises InvalidRequest, InvalidGrant."""
    if not {"code", "redirect_uri", "code_verifier"} <= set(asked):
        raise InvalidRequest()
    keys.signer()  # before the code is used up: without a key the client can try again
    with database.write() as session:
        holder = _redeemed(session, client, asked)
    return issue(keys, settings, holder)


def _redeemed(session: Session, client: Client, asked: Mapping[str, str]) -> Holder:
    codes, code_hash = Codes(session), hashed(asked["code"])
    code = codes.find(code_hash)
    if code is None or (code.client_id, code.redirect_uri) != (client.client_id, asked["redirect_uri"]):
        raise InvalidGrant()
    if not proves(asked["code_verifier"], code.challenge) or not codes.use(code_hash, at=clock.now()):
        raise InvalidGrant()
    membership = People(session).find_membership(code.person_id, code.orgnr)
    if membership is None:  # it ended a moment ago
        raise InvalidGrant()
    return Holder(
        sub=str(code.person_id),
        client_id=client.client_id,
        audience=API_AUDIENCE,
        scope=code.scope,
        org=code.orgnr,
        roles=tuple(effective(membership.role)),
        person=True,
    )
