"""What a client asks when it sends a browser here (RFC 6749 §4.1.1, RFC 7636, OpenID Connect Core §3.1.2.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from services.auth.clients.domain import ClientKind, granted_scope, may_redirect, with_parameters
from services.auth.clients.models import Client
from services.auth.clients.repository import Clients
from services.auth.login.errors import UnknownClient, WrongRedirect
from services.auth.oauth.pkce import CHALLENGE
from services.auth.pages.errors import SentBack
from services.auth.tokens.metadata import PROMPTS
from services.kit.data.database import Database
from services.kit.ids import hashed
from services.scheme.organisations import is_orgnr

LONGEST_STATE = 1000
LONGEST_NONCE = 300
LONGEST_AGE = 9  # digits of seconds: thirty years
_NOT_SUPPORTED = {  # Core §6 and §3.1.2.6: whoever sends them relies on them
    "request": "request_not_supported",
    "request_uri": "request_uri_not_supported",
    "registration": "registration_not_supported",
}
REQUIRED = ("response_type", "client_id", "redirect_uri", "code_challenge", "code_challenge_method")
PARAMETERS = (*REQUIRED, "scope", "state", "org", "nonce", "prompt", "max_age", "login_hint", "ui_locales")


@dataclass(frozen=True, kw_only=True)
class OpenIdRequest:
    """What the client wishes of the login. Every login is a fresh one, so most wishes are granted as they come."""

    nonce: str | None = None
    login_hint: str | None = None
    consent: bool = False  # whether the person is to be asked, however often they said yes
    max_age: int | None = None  # seconds; counts where another issuer says when somebody logged in

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Self:
        """Of parameters without a fault."""
        prompts = asked.get("prompt", "").split()
        max_age = 0 if "login" in prompts else asked.get("max_age")
        return cls(
            nonce=asked.get("nonce"),
            login_hint=asked.get("login_hint"),
            consent="consent" in prompts,
            max_age=None if max_age is None else int(max_age),
        )


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
    owner: str | None  # the body whose app it is, for the people who act for it; None: ours, for everybody
    openid: OpenIdRequest
    asked: Mapping[str, str]  # the parameters that count, as they came, to be taken up again after a detour

    def location(self, **answer: str) -> str:
        """Where the browser goes with an answer; `iss` tells the client whose it is (RFC 9207)."""
        return _location(self.redirect_uri, self.state, self.issuer, **answer)

    @property
    def fingerprint(self) -> str:
        """One for this request only: what was sealed for another cannot be posted to it."""
        parts = (self.client_id, self.redirect_uri, self.scope, self.challenge, self.state or "", self.org or "")
        return hashed("\0".join((*parts, self.openid.nonce or "", str(self.openid.max_age), str(self.openid.consent))))


def read_authorization(database: Database, asked: Mapping[str, str], *, issuer: str) -> Authorization:
    """What the client asks. Raises UnknownClient and WrongRedirect, which are shown here, and SentBack for the rest."""
    client = _client(database, asked)
    redirect_uri, state = asked["redirect_uri"], asked.get("state")
    app = client.name if client.orgnr is not None else None
    if state is not None and not (state.isascii() and state.isprintable() and len(state) <= LONGEST_STATE):
        raise SentBack(_location(redirect_uri, None, issuer, error="invalid_request"), app=app)
    error = _fault(asked) or _fault_at(client, asked)
    scope = granted_scope(asked.get("scope", ""), allowed=client.scopes)
    if error is not None or scope is None:
        raise SentBack(_location(redirect_uri, state, issuer, error=error or "invalid_scope"), app=app)
    return Authorization(
        client_id=client.client_id,
        client_name=client.name,
        redirect_uri=redirect_uri,
        scope=scope,
        challenge=asked["code_challenge"],
        state=state,
        org=asked.get("org"),
        issuer=issuer,
        owner=client.orgnr,
        openid=OpenIdRequest.of(asked),
        asked={name: asked[name] for name in PARAMETERS if name in asked},
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
    with_challenge = asked.get("code_challenge_method") == "S256" and CHALLENGE.fullmatch(
        asked.get("code_challenge", "")
    )
    if "response_type" not in asked or not with_challenge:
        return "invalid_request"
    return _openid_fault(asked) if "org" not in asked or is_orgnr(asked["org"]) else "invalid_request"


def _fault_at(client: Client, asked: Mapping[str, str]) -> str | None:
    """A body's app cannot ask for another body."""
    return None if client.orgnr in {None, asked.get("org", client.orgnr)} else "access_denied"


def _openid_fault(asked: Mapping[str, str]) -> str | None:
    """What Core §3.1.2.6 calls the fault of the request, if it has one.

    `prompt=none` is refused always: no cookie keeps anybody logged in here.
    """
    for name, error in _NOT_SUPPORTED.items():
        if name in asked:
            return error
    prompts = asked.get("prompt", "").split()
    if not _is_well_formed(asked, prompts):
        return "invalid_request"
    return "login_required" if "none" in prompts else None


def _is_well_formed(asked: Mapping[str, str], prompts: list[str]) -> bool:
    known = set(prompts) <= set(PROMPTS) and ("none" not in prompts or len(prompts) == 1)
    nonce, age = asked.get("nonce", ""), asked.get("max_age", "0")
    fits = len(nonce) <= LONGEST_NONCE and nonce.isascii() and nonce.isprintable()
    counts = age.isascii() and age.isdigit() and len(age) <= LONGEST_AGE
    return known and fits and counts and asked.get("response_mode", "query") == "query"


def _location(redirect_uri: str, state: str | None, issuer: str, **answer: str) -> str:
    told = {**answer, **({"state": state} if state is not None else {}), "iss": issuer}
    return with_parameters(redirect_uri, told)
