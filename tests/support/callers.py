"""Callers in the roles of the scheme, with tokens signed by a key of the tests' own."""

from collections.abc import Mapping
from functools import cache
from threading import Event
from typing import Any
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import RSAKey

from services.kit import clock
from services.kit.access.tokens import API_AUDIENCE

ISSUER = "http://localhost:8000"
BAERUM = "935478715"  # Bærum kommune
HUSBANKEN = "942114184"
LANEKASSEN = "960885406"
TOLL = "880455702"

USER_SCOPES = (
    "organisation:read organisation:manage pool:join pool:read pool:endorse needs:read needs:post matching:read "
    "placements:read placements:apply placements:offer placements:decide notify:read events:read account:manage"
)
SERVICE_SCOPES = "feed:read standing:read contact:read name:read"
_IMPLIED = {
    "employee": ["employee"],
    "requester": ["employee", "requester"],
    "coordinator": ["coordinator", "employee", "requester"],
    "broker": ["broker", "employee"],
    "admin": ["admin", "employee"],
}


@cache
def signing_key() -> RSAKey:
    return RSAKey.generate_key(2048, parameters={"kid": "test-key", "use": "sig"})


def published_key() -> dict[str, Any]:
    """The tests' key as auth publishes its own."""
    return signing_key().as_dict(private=False) | {"alg": "RS256"}


class StaticKeys:
    """The tests' key, as a service finds auth's: the same object each time, as long as there is no other set."""

    def __init__(self) -> None:
        self._key = published_key()

    def knows(self, kid: str) -> bool:
        return kid == "test-key"

    def refresh_for(self, kid: str) -> None:
        """Do nothing: there are no other keys."""

    def find(self, kid: str) -> Mapping[str, Any] | None:
        return self._key if self.knows(kid) else None

    @property
    def present(self) -> bool:
        return True

    def run(self, stop: Event) -> None:
        """Do nothing: these keys do not change."""


def a_token(**claims: Any) -> str:
    """A good token of a Bærum employee; `claims` replace or, where None, remove some."""
    now = int(clock.now().timestamp())
    good: dict[str, Any] = {
        "iss": ISSUER,
        "sub": str(uuid4()),
        "aud": API_AUDIENCE,
        "client_id": "cli",
        "org": BAERUM,
        "roles": ["employee"],
        "scope": USER_SCOPES,
        "jti": uuid4().hex,
        "iat": now,
        "exp": now + 300,
        "person": True,
    }
    payload = {name: value for name, value in {**good, **claims}.items() if value is not None}
    header = {"alg": "RS256", "kid": "test-key", "typ": "at+jwt"}
    return jwt.encode(header, payload, signing_key())


def person(role: str, org: str = BAERUM, *, sub: str | None = None, scope: str = USER_SCOPES) -> dict[str, str]:
    """Authorization headers of a person in a role of a public body."""
    return bearer(a_token(sub=sub or str(uuid4()), org=org, roles=_IMPLIED[role], scope=scope))


def machine(role: str, org: str = BAERUM, *, scope: str = USER_SCOPES) -> dict[str, str]:
    """Authorization headers of an agency's own client, without a person."""
    return bearer(
        a_token(sub="hr-system", client_id="hr-system", org=org, roles=_IMPLIED[role], scope=scope, person=False)
    )


def service(name: str, *, of: str) -> dict[str, str]:
    """Authorization headers of the service `of` calling the service `name`."""
    return bearer(a_token(sub=of, client_id=of, aud=name, org=None, roles=[], scope=SERVICE_SCOPES, person=False))


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
