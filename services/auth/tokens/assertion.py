"""Verifies assertions, the JWTs that clients sign with their own keys (RFC 7521, RFC 7523), and accepts each once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from services.auth.audit.models import Action
from services.auth.audit.service import Actor, record_audit
from services.auth.clients.domain import AuthMethod
from services.auth.clients.models import Client
from services.auth.clients.repository import Clients
from services.auth.oauth.errors import OAuthError
from services.auth.tokens.models import UsedAssertion
from services.auth.tokens.repository import UsedAssertions
from services.kit import clock
from services.kit.access.tokens import LEEWAY_SECONDS, Ascii, Envelope, NumericDate, TokenFormat, is_timely
from services.kit.data.database import Database
from services.kit.errors import Unauthenticated
from services.kit.ids import hashed


def _only(value: object) -> object:
    """The single audience, also where it comes as a list of one (RFC 7519 §4.1.3)."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


class AssertionClaims(BaseModel):
    """RFC 7523 §3, with `iat` and `jti` required; `scope`, `resource` and `consumer_org` as Maskinporten has them."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    iss: Ascii
    sub: Ascii | None = None
    aud: Annotated[Ascii, BeforeValidator(_only)]
    jti: Ascii
    iat: NumericDate
    exp: NumericDate
    nbf: NumericDate | None = None
    scope: Ascii | None = None
    resource: Annotated[Ascii | None, BeforeValidator(_only)] = None
    consumer_org: Ascii | None = None


@dataclass(frozen=True, kw_only=True)
class AssertionRules:
    """What one use of assertions demands: their header, their longest life and their greatest age (seconds).

    `refusal` is the error of RFC 7521 for a bad assertion: invalid_client (§4.2.1) or invalid_grant (§4.1.1).
    """

    format: TokenFormat
    longest_life: int
    oldest: int
    refusal: type[OAuthError]


@dataclass(frozen=True, kw_only=True)
class Assertion:
    """An assertion that was verified and cannot be used again, with the client that signed it."""

    client: Client
    claims: AssertionClaims


def accept_assertion(database: Database, token: str, rules: AssertionRules, *, issuer: str) -> Assertion:
    """Verify an assertion and use it up. Raises the refusal of the rules.

    Only somebody with the client's key gets the exact reason: until the signature is verified, all refusals are alike.
    """
    try:
        envelope = Envelope.of(token, rules.format)
        client = _signer(database, envelope.unproven_issuer)
        key = {"kty": "RSA", "kid": envelope.kid, **client.public_keys.get(envelope.kid, {})}
        payload = envelope.opened(key, issuer=client.client_id)
    except Unauthenticated:
        raise rules.refusal(
            "The assertion is not a JWT with alg RS256 and the kid of a registered key of the client named by iss, "
            "signed with that key"
        ) from None
    claims = _checked(payload, rules, issuer=issuer)
    _use_up(database, claims, rules)
    return Assertion(client=client, claims=claims)


def _signer(database: Database, client_id: str) -> Client:
    with database.read() as session:
        client = Clients(session).find(client_id)
    if client is None or client.token_endpoint_auth_method != AuthMethod.KEY:
        raise Unauthenticated()
    return client


def _checked(payload: Mapping[str, object], rules: AssertionRules, *, issuer: str) -> AssertionClaims:
    try:
        claims = AssertionClaims.model_validate(payload)
    except ValidationError:
        raise rules.refusal(
            "The assertion lacks iss, aud, jti, iat or exp, or one of its claims has the wrong type"
        ) from None
    reason = _fault(claims, rules, issuer=issuer)
    if reason is not None:
        raise rules.refusal(reason)
    return claims


def _fault(claims: AssertionClaims, rules: AssertionRules, *, issuer: str) -> str | None:
    """What is wrong with the claims of a client that holds its key."""
    now = clock.now().timestamp()
    if claims.aud != issuer:
        return "The assertion's aud is not the issuer of this server, and nothing else"
    if claims.sub not in {None, claims.iss}:
        return "The assertion's sub is not its iss"
    if not -rules.oldest <= claims.iat - now <= LEEWAY_SECONDS:
        return f"The assertion's iat is more than {rules.oldest} s behind our clock, or {LEEWAY_SECONDS} s ahead of it"
    if not is_timely(iat=claims.iat, exp=claims.exp, nbf=claims.nbf, longest=rules.longest_life):
        return (
            "The assertion has ended, or does not hold yet, "
            f"or its exp is more than {rules.longest_life} s after its iat"
        )
    return None


def _use_up(database: Database, claims: AssertionClaims, rules: AssertionRules) -> None:
    """Commits in a transaction of its own: the assertion stays used even where the request is refused later."""
    ends = datetime.fromtimestamp(claims.exp + LEEWAY_SECONDS, UTC)
    used = UsedAssertion(client_id=claims.iss, jti_hash=hashed(claims.jti), expires_at=ends)
    with database.write() as session:
        first = UsedAssertions(session).use(used)
        if not first:
            record_audit(session, Action.ASSERTION_REUSED, Actor(client_id=claims.iss), result=rules.refusal.error)
    if not first:
        raise rules.refusal("The assertion's jti was used before")
