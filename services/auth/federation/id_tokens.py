"""Verifies the id_tokens of issuers (OpenID Connect Core §3.1.3.7), as strictly as our own tokens."""

import hmac
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter, ValidationError

from services.auth.federation.errors import AnswerNotBelieved, NotFresh, NotStrongEnough
from services.auth.federation.identity import FederatedIdentity
from services.auth.federation.issuers import Issuer
from services.auth.federation.profiles import Profile
from services.auth.federation.representation import represented
from services.kit import clock
from services.kit.access.tokens import LEEWAY_SECONDS, Ascii, Envelope, NumericDate, TokenFormat, is_timely
from services.kit.addresses import Email
from services.kit.errors import Unauthenticated
from services.kit.text import Line

ID_TOKEN = TokenFormat(
    algorithms=frozenset({"RS256", "RS384", "RS512"}),
    types=frozenset({None, "JWT"}),  # never at+jwt: an access token proves no login
    unread=frozenset({"x5t"}),  # Entra ID sends it for the same key
    most_bytes=32 * 1024,  # a person may represent many bodies
)
LONGEST_LIFE_SECONDS = 24 * 3600
OLDEST_SECONDS = 600  # an id_token is made for the login it belongs to
Subject = Annotated[Ascii, StringConstraints(max_length=255)]  # §2
_EMAIL: TypeAdapter[str] = TypeAdapter(Email)
_NAME: TypeAdapter[str] = TypeAdapter(Line)


class IdClaims(BaseModel):
    """The claims of an id_token that we read. All others are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    sub: Subject
    aud: Ascii | list[Ascii]
    azp: Ascii | None = None
    nonce: Ascii
    iat: NumericDate
    exp: NumericDate
    nbf: NumericDate | None = None
    auth_time: NumericDate | None = None
    acr: Ascii | None = None


def verified_identity(issuer: Issuer, id_token: str, *, nonce: str, since: datetime | None = None) -> FederatedIdentity:
    """The identity in an id_token, once it is verified. With `since`, the login must not be older than that.

    Raises AnswerNotBelieved, NotStrongEnough, NotFresh, IssuerUnavailable.
    """
    profile = issuer.profile
    payload = _opened(issuer, id_token)
    try:
        claims = IdClaims.model_validate(payload)
    except ValidationError:
        raise AnswerNotBelieved() from None
    _refuse_mismatch(claims, profile, nonce)
    _refuse_weak(claims, profile)
    if since is not None and (claims.auth_time or 0) + LEEWAY_SECONDS < since.timestamp():
        raise NotFresh()
    return FederatedIdentity(
        profile=profile.name,
        issuer=profile.issuer,
        subject=claims.sub,
        at=datetime.fromtimestamp(claims.auth_time or claims.iat, UTC),
        acr=claims.acr if claims.acr in profile.acr_values else None,  # any other level means nothing here
        bodies=_bodies(payload, profile),
        email=_email(payload),
        name=_read(_NAME, payload.get("name")),
    )


def _opened(issuer: Issuer, id_token: str) -> dict[str, Any]:
    try:
        envelope = Envelope.of(id_token, ID_TOKEN)
        return envelope.opened(issuer.find_key(envelope.kid), issuer=issuer.profile.issuer)
    except Unauthenticated:
        raise AnswerNotBelieved() from None


def _refuse_mismatch(claims: IdClaims, profile: Profile, nonce: str) -> None:
    """Raises AnswerNotBelieved for a token of another client, another login or another time."""
    audiences = [claims.aud] if isinstance(claims.aud, str) else claims.aud
    if audiences != [profile.client_id] or claims.azp not in {None, profile.client_id}:
        raise AnswerNotBelieved()
    if not hmac.compare_digest(claims.nonce, nonce):
        raise AnswerNotBelieved()
    timely = is_timely(iat=claims.iat, exp=claims.exp, nbf=claims.nbf, longest=LONGEST_LIFE_SECONDS)
    if not timely or claims.iat < clock.now().timestamp() - OLDEST_SECONDS:
        raise AnswerNotBelieved()


def _refuse_weak(claims: IdClaims, profile: Profile) -> None:
    """Raises NotStrongEnough for a login that is weaker or older than the profile allows."""
    if profile.acr_values and claims.acr not in profile.acr_values:
        raise NotStrongEnough()
    now = clock.now().timestamp()
    if claims.auth_time is not None and not 0 < claims.auth_time <= now + LEEWAY_SECONDS:
        raise AnswerNotBelieved()
    if profile.max_age is not None:
        if claims.auth_time is None or claims.auth_time + profile.max_age + LEEWAY_SECONDS < now:
            raise NotStrongEnough()


def _bodies(payload: dict[str, Any], profile: Profile) -> tuple[str, ...]:
    if profile.type == "ansattporten":
        return represented(payload.get("authorization_details"), wanted=profile.authorization_details)
    if profile.orgnr is not None:
        return (profile.orgnr,)
    named = payload.get(profile.orgnr_claim or "")
    names = named if isinstance(named, list) else [named]
    return tuple(orgnr for orgnr in profile.bodies if orgnr in names)


def _email(payload: dict[str, Any]) -> str | None:
    """The address, unless the issuer says that it is not verified. Entra ID leaves that open."""
    return _read(_EMAIL, payload.get("email")) if payload.get("email_verified", True) is True else None


def _read(form: TypeAdapter[str], value: object) -> str | None:
    try:
        return form.validate_python(value)
    except ValidationError:
        return None
