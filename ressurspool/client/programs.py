"""API clients of a body: systems with a secret or keys, and apps that its people log in with."""

from typing import Literal

from ressurspool.client.transport import Read, Sent

MemberRole = Literal["employee", "requester", "coordinator"]


class ClientKey(Read):
    """One of a client's public keys. The client chose its name, `kid`."""

    kid: str
    thumbprint: str


class ApiClient(Read):
    """An API client of a public body: a system, or an app, which has no role."""

    id: str
    client_id: str
    name: str
    orgnr: str
    role: str | None = None
    scopes: list[str] = []
    token_endpoint_auth_method: str = ""
    redirect_uris: list[str] = []
    post_logout_redirect_uris: list[str] = []
    keys: list[ClientKey] = []
    secret: str | None = None  # returned once


class Jwk(Sent):
    """An RSA public key (RFC 7517)."""

    kty: Literal["RSA"]
    kid: str
    n: str
    e: str


class JwkSetShown(Read):
    """Public keys as they are published (RFC 7517)."""

    keys: list[dict[str, str]]


class JwkSet(Sent):
    keys: list[Jwk]


class ApiClientDraft(Sent):
    """A new API client: a system with a secret or with keys, or with `none` and redirect addresses an app."""

    name: str
    scopes: list[str]
    role: MemberRole | None = None  # a system's: coordinator
    token_endpoint_auth_method: Literal["client_secret_basic", "private_key_jwt", "none"] | None = None
    jwks: JwkSet | None = None
    redirect_uris: list[str] | None = None
    post_logout_redirect_uris: list[str] | None = None


class SecretRenewal(Sent):
    """How long the old secret goes on working; with 0 hours it ends at once."""

    overlap_hours: int = 24
