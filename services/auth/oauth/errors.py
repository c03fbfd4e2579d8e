"""Error responses of OAuth's endpoints, by their codes in RFC 6749 §5.2.

OAuthError                400
├── InvalidRequest        400
├── InvalidClient         401
├── InvalidGrant          400
├── UnauthorizedClient    400
├── UnsupportedGrantType  400
├── InvalidScope          400
├── UnsupportedTokenType  400
└── InvalidTarget         400
"""

from typing import ClassVar


class OAuthError(Exception):
    """An error response of RFC 6749 §5.2, with its `error` code.

    `description` says more than the code does. It is our own text and never repeats what was sent.
    """

    status: ClassVar[int] = 400
    error: ClassVar[str] = "invalid_request"

    def __init__(self, description: str | None = None) -> None:
        super().__init__()
        self.description = description or (self.__doc__ or "").replace("`", "")


class InvalidRequest(OAuthError):
    """A parameter is missing, repeated or malformed, or the client used two ways to identify itself."""


class InvalidClient(OAuthError):
    """Unknown client, wrong secret, or an assertion that proves nothing."""

    status = 401
    error = "invalid_client"


class InvalidGrant(OAuthError):
    """The code or assertion is unknown, used, too old, or of another client, address or challenge."""

    error = "invalid_grant"


class UnauthorizedClient(OAuthError):
    """The client may not use this grant."""

    error = "unauthorized_client"


class UnsupportedGrantType(OAuthError):
    """Not one of the grant types that the metadata lists."""

    error = "unsupported_grant_type"


class InvalidScope(OAuthError):
    """A scope that is unknown, or not the client's."""

    error = "invalid_scope"


class UnsupportedTokenType(OAuthError):
    """Tokens that hang on no login run out by themselves, within ten minutes."""

    error = "unsupported_token_type"


class InvalidTarget(OAuthError):
    """`resource` names no service that this client may call."""

    error = "invalid_target"
