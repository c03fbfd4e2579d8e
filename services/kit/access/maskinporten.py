"""Verifies the tokens that Maskinporten issues to agencies' systems, where the operator has switched that on.

Off by default. Accepted are tokens of this issuer and its keys, with scopes of our prefix, for the public body in
`consumer`, or for a named supplier's system user the one in `systemuser_org`, while that body is in the scheme.
`client_id` decides nothing.
"""

import re
from collections.abc import Collection
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from services.kit.access.jwks import ForeignKeys
from services.kit.access.public_bodies import PublicBodies
from services.kit.access.tokens import (
    API_AUDIENCE,
    Ascii,
    Claims,
    CompactToken,
    Envelope,
    NumericDate,
    TokenFormat,
    is_timely,
)
from services.kit.calls.external_json import is_secure
from services.kit.errors import Unauthenticated
from services.kit.text import Orgnr
from services.scheme.organisations import orgnr_of
from services.scheme.roles import MemberRole

TOKEN_FORMAT = TokenFormat(
    algorithms=frozenset({"RS256", "RS384", "RS512"}),
    types=frozenset({None, "JWT", "at+jwt"}),
    unread=frozenset({"x5t"}),
)
LONGEST_LIFE_SECONDS = 3600  # the most an API's owner may set for a scope without asking Digdir
UNSPECIFIED = "unspecified"  # the audience of a token that was requested without one
SYSTEM_USER = "urn:altinn:systemuser"
_SCOPE = re.compile(r"([a-z]+)[.:/]([a-z]+)")


class InvalidMaskinportenSetting(ValueError):
    """The setting cannot be used; the message says why."""


def _address(value: str) -> str:
    if not is_secure(value):
        raise ValueError("must be an https address")
    return value


class MaskinportenSetting(BaseModel):
    """The setting: whose tokens are accepted, and in which roles their bearers act here.

    With `audience` set a token must name it; without, a token must name none. `roles` are those in which a body's
    system acts: as with the body's own API clients, `coordinator` at most, and a person decides. `suppliers` are
    those whose system users are accepted: such a token does not say what the body let its system user do, so whoever
    runs the scheme has to know that it is this.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    issuer: Annotated[str, AfterValidator(_address)] = "https://maskinporten.no/"  # with the slash
    jwks_uri: Annotated[str, AfterValidator(_address)] = "https://maskinporten.no/jwk"
    scope_prefix: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,50}$")]
    audience: Annotated[str, Field(min_length=1)] | None = None
    suppliers: list[Orgnr] = []
    roles: Annotated[list[MemberRole], Field(min_length=1)] = ["employee"]

    @classmethod
    def read(cls, setting: str) -> "MaskinportenSetting | None":
        """The parsed setting, or None where it is empty. Raises InvalidMaskinportenSetting."""
        if not setting:
            return None
        try:
            return cls.model_validate_json(setting)
        except ValidationError as error:
            faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
            raise InvalidMaskinportenSetting(f"MASKINPORTEN: {faults}") from None


def _only(value: object) -> object:
    """The one audience, which may stand in a list of its own (RFC 7519 §4.1.3)."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


class MaskinportenClaims(BaseModel):
    """The claims that are read of Maskinporten's token. A token that names a person is refused: it is no machine's."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    client_id: Annotated[Ascii, Field(max_length=50)]
    scope: Ascii
    iat: NumericDate
    exp: NumericDate
    nbf: NumericDate | None = None
    aud: Annotated[Ascii | None, BeforeValidator(_only)] = None
    consumer: dict[str, Any]
    authorization_details: list[dict[str, Any]] = []
    sub: None = None
    pid: None = None
    cnf: None = None


class Maskinporten:
    """Verifies Maskinporten's tokens and returns claims such as ours: of an agency's machine, never of a person."""

    def __init__(self, issuer: MaskinportenSetting, bodies: PublicBodies) -> None:
        self.issuer = issuer
        self.keys = ForeignKeys(issuer.jwks_uri)
        self._bodies = bodies

    def envelope_of(self, token: CompactToken) -> Envelope | None:
        """The envelope of a token that says it is theirs, which `verify_envelope` then proves. Asks nobody."""
        try:
            envelope = token.in_format(TOKEN_FORMAT)
            return envelope if envelope.unproven_issuer == self.issuer.issuer else None
        except Unauthenticated:
            return None

    def verify(self, token: str) -> Claims:
        """The claims of a good token. Raises Unauthenticated for any other, Unavailable without their keys or auth."""
        return self.verify_envelope(Envelope.of(token, TOKEN_FORMAT))

    def verify_envelope(self, envelope: Envelope) -> Claims:
        """As `verify`, for a token whose header is known to have their form."""
        self.keys.refresh_for(envelope.kid)
        try:
            claims = MaskinportenClaims.model_validate(
                envelope.opened(self.keys.find(envelope.kid), issuer=self.issuer.issuer)
            )
        except ValidationError:
            raise Unauthenticated() from None
        if not is_timely(iat=claims.iat, exp=claims.exp, nbf=claims.nbf, longest=LONGEST_LIFE_SECONDS):
            raise Unauthenticated()
        if claims.aud not in ({None, UNSPECIFIED} if self.issuer.audience is None else {self.issuer.audience}):
            raise Unauthenticated()
        return self._claims(claims)

    def _claims(self, claims: MaskinportenClaims) -> Claims:
        scopes, orgnr = self._scopes(claims.scope), _body_of(claims, suppliers=self.issuer.suppliers)
        if not scopes or orgnr is None or not self._bodies.have(orgnr):
            raise Unauthenticated()
        client = f"maskinporten:{claims.client_id}"  # no client of ours has such a name: keys and audits stay apart
        return Claims(
            iss=self.issuer.issuer,
            sub=client,
            aud=API_AUDIENCE,
            client_id=client,
            jti=client,
            iat=claims.iat,
            exp=claims.exp,
            scope=" ".join(scopes),
            org=orgnr,
            roles=list(self.issuer.roles),
        )

    def _scopes(self, scope: str) -> list[str]:
        """Our scopes, of those with our prefix: `ressurspool:needs.post` is `needs:post`."""
        prefix = f"{self.issuer.scope_prefix}:"
        ours = [_SCOPE.fullmatch(name.removeprefix(prefix)) for name in scope.split(" ") if name.startswith(prefix)]
        return [f"{match[1]}:{match[2]}" for match in ours if match is not None]


def _body_of(claims: MaskinportenClaims, *, suppliers: Collection[str]) -> str | None:
    """The body acted for: the consumer, or the body of the system user where a supplier's system user acts."""
    consumer = orgnr_of(claims.consumer)
    users = [detail for detail in claims.authorization_details if detail.get("type") == SYSTEM_USER]
    if not users:
        return consumer
    return orgnr_of(users[0].get("systemuser_org")) if len(users) == 1 and consumer in suppliers else None


def read_maskinporten(setting: str, bodies: PublicBodies) -> Maskinporten | None:
    """The verifier of its tokens, or None while it is switched off. Raises InvalidMaskinportenSetting."""
    issuer = MaskinportenSetting.read(setting)
    return None if issuer is None else Maskinporten(issuer, bodies)
