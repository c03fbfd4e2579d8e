"""The JWT bearer grant: a client's own token for a JWT it has signed (RFC 7523 §2.1), as Maskinporten has it.

A client that works with Maskinporten works with us: the form holds only the assertion, which names the client (`iss`),
the scope (`scope`) and the registered key (`kid`).
"""

from collections.abc import Mapping

from services.auth.keys.own_keys import OwnKeys
from services.auth.oauth.errors import InvalidGrant, InvalidRequest, InvalidScope
from services.auth.settings import AuthSettings
from services.auth.tokens import client_credentials
from services.auth.tokens.assertion import AssertionRules, accept_assertion
from services.auth.tokens.schemas import TokenRead
from services.kit.access.tokens import LEEWAY_SECONDS, TokenFormat
from services.kit.data.database import Database

GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer"
# As Maskinporten: an iat at most 10 s ahead of our clock, an exp at most 10 s behind it, 180 s of life between them.
_LONGEST_LIFE = 180
_FORMAT = TokenFormat(algorithms=frozenset({"RS256"}), types=frozenset({None, "JWT"}))
RULES = AssertionRules(
    format=_FORMAT, longest_life=_LONGEST_LIFE, oldest=_LONGEST_LIFE + LEEWAY_SECONDS, refusal=InvalidGrant
)


def grant(
    database: Database, keys: OwnKeys, settings: AuthSettings, authorization: str | None, parameters: Mapping[str, str]
) -> TokenRead:
    """A token for the client that signed the assertion. Raises OAuthError."""
    if authorization is not None or set(parameters) != {"grant_type", "assertion"}:
        raise InvalidRequest(
            "With this grant the form has grant_type and assertion, and nothing else identifies the client"
        )
    keys.signer()  # before the assertion is used up: without a key the client can try again
    assertion = accept_assertion(database, parameters["assertion"], RULES, issuer=settings.origin)
    if assertion.claims.consumer_org is not None:
        raise InvalidGrant("consumer_org asks for another body's token: a client acts for its own body only")
    if assertion.claims.scope is None:
        raise InvalidScope("The assertion has no scope")
    wanted = {"scope": assertion.claims.scope, "resource": assertion.claims.resource}
    return client_credentials.grant(
        keys, settings, assertion.client, {name: value for name, value in wanted.items() if value is not None}
    )
