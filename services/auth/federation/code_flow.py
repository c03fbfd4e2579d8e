"""The code flow as a relying party (RFC 6749 §4.1, PKCE with S256, RFC 9207), and its answer."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
class Started:
    """A login that was begun: where the browser goes, and what has to come back with it."""

    location: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the browser brought back from an issuer, all of it from outside."""

    state: str
    code: str | None
    error: str | None
    issuer: str | None

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Answer":
        return cls(
            state=asked.get("state", ""), code=asked.get("code"), error=asked.get("error"), issuer=asked.get("iss")
        )


def start(issuer: Issuer, *, max_age: int | None = None) -> Started:
    """Begin a login at the issuer, which is to be no older than `max_age` seconds. Raises IssuerUnavailable."""
    profile, metadata = issuer.profile, issuer.metadata()
    state, nonce, verifier = new_secret(), new_secret(), new_secret()
    asked = {
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
        asked["acr_values"] = " ".join(profile.acr_values)
    ages = [age for age in (profile.max_age, max_age) if age is not None]
    if ages:
        asked["max_age"] = str(min(ages))
    if profile.authorization_details:
        asked["authorization_details"] = json.dumps(profile.authorization_details, separators=(",", ":"))
    joint = "&" if "?" in metadata.authorization_endpoint else "?"
    location = f"{metadata.authorization_endpoint}{joint}{urlencode(asked)}"
    return Started(location=location, state=state, nonce=nonce, verifier=verifier)


def fetch_id_token(issuer: Issuer, answer: Answer, *, verifier: str, sign: Sign) -> str:
    """The id_token for the code that came back. Raises IssuerRefused, AnswerNotBelieved, IssuerUnavailable."""
    metadata = issuer.metadata()
    if not _is_of(answer, metadata):
        raise AnswerNotBelieved()
    if answer.code is None:
        raise IssuerRefused()
    form = {
        "grant_type": "authorization_code",
        "code": answer.code,
        "redirect_uri": issuer.redirect_uri,
        "code_verifier": verifier,
    }
    proof, headers = _proof(issuer, sign)
    try:
        granted = post_form(metadata.token_endpoint, {**form, **proof}, headers=headers)
    except NoAnswer as error:
        log.warning("no_id_token", issuer=issuer.profile.name, reason=error.reason, status=error.status)
        raise AnswerNotBelieved() if error.status in range(400, 500) else IssuerUnavailable() from None
    token = granted.get("id_token")
    if not isinstance(token, str):
        raise AnswerNotBelieved()
    return token


def _is_of(answer: Answer, metadata: Metadata) -> bool:
    """Whether the answer is this issuer's and not one mixed up with it (RFC 9207 §2.4)."""
    if answer.issuer is None:
        return not metadata.authorization_response_iss_parameter_supported
    return answer.issuer == metadata.issuer


def _proof(issuer: Issuer, sign: Sign) -> tuple[dict[str, str], dict[str, str]]:
    """How we prove to be the client: parameters of the form, and headers."""
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
