"""A client's own token for a JWT it has signed (RFC 7523 §2.1), the way Maskinporten gives them.

Whoever has a client for Maskinporten has one for us: the form holds the assertion and nothing else, which says who
asks (`iss`), what for (`scope`) and by which registered key (`kid`).
"""

from collections.abc import Mapping

from services.auth.keys.own_keys import OwnKeys
from services.auth.oauth.errors import InvalidGrant, InvalidRequest, InvalidScope
from services.auth.settings import AuthSettings
from services.auth.tokens import client_credentials
from services.auth.tokens.assertion import Use, read_assertion
from services.auth.tokens.schemas import TokenRead
from services.kit.access.tokens import TokenFormat
from services.kit.data.database import Database

GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer"


# Maskinporten takes an iat within 10 s of its clock, and 120 s of life
_FORM = TokenFormat(algorithms=frozenset({"RS256"}), types=frozenset({None, "JWT"}))


USE = Use(form=_FORM, longest_life=120, oldest=10, refusal=InvalidGrant)


def grant(
    database: Database, keys: OwnKeys, settings: AuthSettings, authorization: str | None, asked: Mapping[str, str]
) -> TokenRead:
    """A token of the client that signed the assertion. Raises TokenRefused."""
    if authorization is not None or set(asked) != {"grant_type", "assertion"}:
        raise InvalidRequest(
            "With this grant the form has grant_type and assertion, and nothing else identifies the client"
        )
    keys.signer()  # before the assertion is used up: without a key the client can try again
    taken = read_assertion(database, asked["assertion"], USE, issuer=settings.origin)
    if taken.claims.consumer_org is not None:
        raise InvalidGrant("consumer_org asks for another body's token: a client acts for its own body only")
    if taken.claims.scope is None:
        raise InvalidScope("The assertion has no scope")
    wanted = {"scope": taken.claims.scope, "resource": taken.claims.resource}
    return client_credentials.grant(
        keys, settings, taken.client, {name: value for name, value in wanted.items() if value is not None}
    )
