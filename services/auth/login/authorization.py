"""Checks authorization requests (RFC 6749 §4.1.1, RFC 7636, OpenID Connect Core §3.1.2.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from services.auth.bodies.repository import Organisations
from services.auth.clients.domain import granted_scope, may_redirect, with_parameters
from services.auth.clients.models import Client
from services.auth.clients.repository import Clients
from services.auth.login.errors import UnknownClient, WrongRedirect
from services.auth.oauth.pkce import CHALLENGE
from services.auth.pages.errors import BrowserRedirect
from services.auth.tokens.metadata import PROMPTS
from services.kit.data.database import Database
from services.kit.ids import hashed
from services.scheme.organisations import is_orgnr

LONGEST_STATE = 1000
LONGEST_NONCE = 300
LONGEST_AGE = 9  # digits of seconds: thirty years
_NOT_SUPPORTED = {  # Core §6 and §3.1.2.6: to ignore them would mislead the client
    "request": "request_not_supported",
    "request_uri": "request_uri_not_supported",
    "registration": "registration_not_supported",
}
REQUIRED = ("response_type", "client_id", "redirect_uri", "code_challenge", "code_challenge_method")
PARAMETERS = (*REQUIRED, "scope", "state", "org", "nonce", "prompt", "max_age", "login_hint", "ui_locales")


@dataclass(frozen=True, kw_only=True)
class OpenIdRequest:
    """OpenID Connect's parameters. Every login is a fresh one here, so most of them hold by themselves."""

    nonce: str | None = None
    login_hint: str | None = None
    consent: bool = False  # ask the person, however often they consented before
    max_age: int | None = None  # seconds; applies to logins at another issuer

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Self:
        """From parameters that were checked."""
        prompts = parameters.get("prompt", "").split()
        max_age = 0 if "login" in prompts else parameters.get("max_age")
        return cls(
            nonce=parameters.get("nonce"),
            login_hint=parameters.get("login_hint"),
            consent="consent" in prompts,
            max_age=None if max_age is None else int(max_age),
        )


@dataclass(frozen=True, kw_only=True)
class AuthorizationRequest:
    """A client's authorization request, checked."""

    client_id: str
    client_name: str
    redirect_uri: str
    scope: str
    challenge: str
    state: str | None
    org: str | None
    issuer: str
    owner: str | None  # the body whose app the client is, for its people only; None: a client of ours, for everybody
    openid: OpenIdRequest
    parameters: Mapping[str, str]  # as they came, to resume the request after a login at an issuer

    def location(self, **response: str) -> str:
        """The redirect address with a response; `iss` names us as its issuer (RFC 9207)."""
        return _location(self.redirect_uri, self.state, self.issuer, **response)

    @property
    def fingerprint(self) -> str:
        """A hash of this request, so that a form that was sealed for another request cannot be posted to it."""
        parts = (self.client_id, self.redirect_uri, self.scope, self.challenge, self.state or "", self.org or "")
        return hashed("\0".join((*parts, self.openid.nonce or "", str(self.openid.max_age), str(self.openid.consent))))


def read_authorization_request(
    database: Database, parameters: Mapping[str, str], *, issuer: str
) -> AuthorizationRequest:
    """Check the parameters of an authorization request.

    Raises UnknownClient and WrongRedirect, which are shown on a page; BrowserRedirect to the client for other errors.
    """
    parameters = _with_current_body(database, parameters)
    client = _client(database, parameters)
    redirect_uri, state = parameters["redirect_uri"], parameters.get("state")
    app = client.name if client.orgnr is not None else None
    if state is not None and not (state.isascii() and state.isprintable() and len(state) <= LONGEST_STATE):
        raise BrowserRedirect(_location(redirect_uri, None, issuer, error="invalid_request"), app=app)
    error = _error_in(parameters) or _client_error(client, parameters)
    scope = granted_scope(parameters.get("scope", ""), allowed=client.scopes)
    if error is not None or scope is None:
        raise BrowserRedirect(_location(redirect_uri, state, issuer, error=error or "invalid_scope"), app=app)
    return AuthorizationRequest(
        client_id=client.client_id,
        client_name=client.name,
        redirect_uri=redirect_uri,
        scope=scope,
        challenge=parameters["code_challenge"],
        state=state,
        org=parameters.get("org"),
        issuer=issuer,
        owner=client.orgnr,
        openid=OpenIdRequest.of(parameters),
        parameters={name: parameters[name] for name in PARAMETERS if name in parameters},
    )


def _with_current_body(database: Database, parameters: Mapping[str, str]) -> Mapping[str, str]:
    """The parameters; in the place of a body that was succeeded, the one that has taken its place."""
    if not is_orgnr(parameters.get("org", "")):
        return parameters
    with database.read() as session:
        body = Organisations(session).find(parameters["org"])
    if body is None or body.succeeded_by is None:
        return parameters
    return {**parameters, "org": body.succeeded_by}


def _client(database: Database, parameters: Mapping[str, str]) -> Client:
    with database.read() as session:
        client = Clients(session).find(parameters.get("client_id", ""))
    if client is None or not client.redirect_uris:
        raise UnknownClient()
    if not may_redirect(parameters.get("redirect_uri", ""), registered=client.redirect_uris):
        raise WrongRedirect()
    return client


def _error_in(parameters: Mapping[str, str]) -> str | None:
    """The error code of RFC 6749 §4.1.2.1 for the request, if any. PKCE with S256 is mandatory."""
    if parameters.get("response_type", "code") != "code":
        return "unsupported_response_type"
    with_challenge = parameters.get("code_challenge_method") == "S256" and CHALLENGE.fullmatch(
        parameters.get("code_challenge", "")
    )
    if "response_type" not in parameters or not with_challenge:
        return "invalid_request"
    return _openid_error(parameters) if "org" not in parameters or is_orgnr(parameters["org"]) else "invalid_request"


def _client_error(client: Client, parameters: Mapping[str, str]) -> str | None:
    """A body's app cannot ask for another body."""
    return None if client.orgnr in {None, parameters.get("org", client.orgnr)} else "access_denied"


def _openid_error(parameters: Mapping[str, str]) -> str | None:
    """The error code of Core §3.1.2.6 for the request, if any.

    `prompt=none` always fails: no cookie keeps anybody logged in here.
    """
    for name, error in _NOT_SUPPORTED.items():
        if name in parameters:
            return error
    prompts = parameters.get("prompt", "").split()
    if not _is_well_formed(parameters, prompts):
        return "invalid_request"
    return "login_required" if "none" in prompts else None


def _is_well_formed(parameters: Mapping[str, str], prompts: list[str]) -> bool:
    known = set(prompts) <= set(PROMPTS) and ("none" not in prompts or len(prompts) == 1)
    nonce, age = parameters.get("nonce", ""), parameters.get("max_age", "0")
    fits = len(nonce) <= LONGEST_NONCE and nonce.isascii() and nonce.isprintable()
    counts = age.isascii() and age.isdigit() and len(age) <= LONGEST_AGE
    return known and fits and counts and parameters.get("response_mode", "query") == "query"


def _location(redirect_uri: str, state: str | None, issuer: str, **response: str) -> str:
    parameters = {**response, **({"state": state} if state is not None else {}), "iss": issuer}
    return with_parameters(redirect_uri, parameters)
