"""The authorization code flow with auth as the client of an issuer (RFC 6749 §4.1, PKCE with S256, RFC 9207)."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote_plus, urlencode
from uuid import uuid4

import structlog

from services.auth.federation.errors import AnswerNotBelieved, IssuerRefused, IssuerUnavailable
from services.auth.federation.issuers import Issuer, Metadata
from services.auth.oauth.pkce import challenge_of
from services.kit import clock, context
from services.kit.calls.external_json import NoAnswer, post_form
from services.kit.ids import new_secret

ASSERTION_SECONDS = 60
_ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"  # RFC 7523 §2.2
Sign = Callable[[Mapping[str, object]], str]

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class AuthorizationRedirect:
    """Where the browser is sent to log in at an issuer, and the secrets that the response is compared with."""

    location: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, kw_only=True)
class AuthorizationResponse:
    """The parameters that a browser brings back from an issuer (RFC 6749 §4.1.2). Nothing of it is verified."""

    state: str
    code: str | None
    error: str | None
    issuer: str | None

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Self:
        return cls(
            state=parameters.get("state", ""),
            code=parameters.get("code"),
            error=parameters.get("error"),
            issuer=parameters.get("iss"),
        )


def begin_code_flow(issuer: Issuer, *, max_age: int | None = None) -> AuthorizationRedirect:
    """Build the authorization request for an issuer. The login there may be `max_age` seconds old at most.

    Raises IssuerUnavailable.
    """
    profile, metadata = issuer.profile, issuer.metadata()
    state, nonce, verifier = new_secret(), new_secret(), new_secret()
    parameters = {
        "response_type": "code",
        "client_id": profile.client_id,
        "redirect_uri": issuer.redirect_uri,
        "scope": " ".join(profile.scopes),
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge_of(verifier),
        "code_challenge_method": "S256",
        "ui_locales": context.current().language,
    }
    if profile.acr_values:
        parameters["acr_values"] = " ".join(profile.acr_values)
    ages = [age for age in (profile.max_age, max_age) if age is not None]
    if ages:
        parameters["max_age"] = str(min(ages))
    if profile.authorization_details:
        parameters["authorization_details"] = json.dumps(profile.authorization_details, separators=(",", ":"))
    joint = "&" if "?" in metadata.authorization_endpoint else "?"
    location = f"{metadata.authorization_endpoint}{joint}{urlencode(parameters)}"
    return AuthorizationRedirect(location=location, state=state, nonce=nonce, verifier=verifier)


def fetch_id_token(issuer: Issuer, response: AuthorizationResponse, *, verifier: str, sign: Sign) -> str:
    """Exchange the code that came back for an id_token. Raises IssuerRefused, AnswerNotBelieved, IssuerUnavailable."""
    metadata = issuer.metadata()
    if not _is_from(response, metadata):
        raise AnswerNotBelieved()
    if response.code is None:
        raise IssuerRefused()
    form = {
        "grant_type": "authorization_code",
        "code": response.code,
        "redirect_uri": issuer.redirect_uri,
        "code_verifier": verifier,
    }
    proof, headers = _client_authentication(issuer, sign)
    try:
        granted = post_form(metadata.token_endpoint, {**form, **proof}, headers=headers)
    except NoAnswer as error:
        log.warning("no_id_token", issuer=issuer.profile.name, reason=error.reason, status=error.status)
        raise AnswerNotBelieved() if error.status in range(400, 500) else IssuerUnavailable() from None
    token = granted.get("id_token")
    if not isinstance(token, str):
        raise AnswerNotBelieved()
    return token


def _is_from(response: AuthorizationResponse, metadata: Metadata) -> bool:
    """Whether this issuer sent the response, so that two issuers cannot be mixed up (RFC 9207 §2.4)."""
    if response.issuer is None:
        return not metadata.authorization_response_iss_parameter_supported
    return response.issuer == metadata.issuer


def _client_authentication(issuer: Issuer, sign: Sign) -> tuple[dict[str, str], dict[str, str]]:
    """Our client authentication: parameters for the form, and headers."""
    profile = issuer.profile
    if profile.secret is not None:
        pair = f"{quote_plus(profile.client_id)}:{quote_plus(profile.secret.get_secret_value())}"  # RFC 6749 §2.3.1
        return {}, {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
    now = int(clock.now().timestamp())
    claims = {
        "iss": profile.client_id,
        "sub": profile.client_id,
        "aud": profile.issuer,
        "iat": now,
        "exp": now + ASSERTION_SECONDS,
        "jti": uuid4().hex,
    }
    return {"client_assertion_type": _ASSERTION_TYPE, "client_assertion": sign(claims)}, {}
