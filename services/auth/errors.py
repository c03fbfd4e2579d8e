"""What can go wrong in auth.

ServiceError
├── WrongPassword            403
├── InvitationNotOpen        409
├── HasCoordinator           409
├── TooManyGuesses           429
└── LoginImpossible          400  shown as a page, never sent back to the client
    ├── UnknownClient        400
    ├── WrongRedirect        400
    └── UnreadableLogin      400
TokenRefused                 400  not a problem, but the body of RFC 6749 §5.2
├── InvalidRequest           400
├── InvalidClient            401
├── InvalidGrant             400
├── UnauthorizedClient       400
├── UnsupportedGrantType     400
├── InvalidScope             400
└── InvalidTarget            400  (RFC 8707 §2)
SentBack                          the browser goes back to the client with an error (RFC 6749 §4.1.2.1)
"""

from typing import ClassVar

from services.kit.errors import ServiceError


class WrongPassword(ServiceError):
    """The password does not belong to the account, or there is no such account; the two answers are the same."""

    status = 403
    code = "wrong-password"


class InvitationNotOpen(ServiceError):
    """The invitation was used, has run out, or never was; the three answers are the same."""

    status = 409
    code = "invitation-not-open"


class HasCoordinator(ServiceError):
    """The body has a coordinator, who invites the others."""

    status = 409
    code = "has-coordinator"


class TooManyGuesses(ServiceError):
    """Too many wrong passwords for this account or from this address."""

    status = 429
    code = "too-many-guesses"
    retry_after = 900  # the longest it can take


class LoginImpossible(ServiceError):
    """The client's request is such that the browser must not be sent back to where it says."""

    status = 400


class UnknownClient(LoginImpossible):
    """No such client, or not one that people log in with."""

    code = "unknown-client"


class WrongRedirect(LoginImpossible):
    """The redirect address is not one the client registered."""

    code = "wrong-redirect"


class UnreadableLogin(LoginImpossible):
    """The parameters cannot be read, or one stands there twice."""

    code = "unreadable-login"


class TokenRefused(Exception):
    """No token, with the reason as RFC 6749 §5.2 names it."""

    status: ClassVar[int] = 400
    error: ClassVar[str] = "invalid_request"


class InvalidRequest(TokenRefused):
    """A parameter is missing, repeated or malformed, or the client used two ways to identify itself."""


class InvalidClient(TokenRefused):
    """Unknown client, or wrong secret."""

    status = 401
    error = "invalid_client"


class InvalidGrant(TokenRefused):
    """The code is unknown, used, too old, or of another client, address or challenge."""

    error = "invalid_grant"


class UnauthorizedClient(TokenRefused):
    """The client may not use this grant."""

    error = "unauthorized_client"


class UnsupportedGrantType(TokenRefused):
    """Neither authorization_code nor client_credentials."""

    error = "unsupported_grant_type"


class InvalidScope(TokenRefused):
    """A scope that is unknown, or not the client's."""

    error = "invalid_scope"


class InvalidTarget(TokenRefused):
    """`resource` names no service that this client may call."""

    error = "invalid_target"


class SentBack(Exception):
    """The browser goes back to the client, at `location`, with what was wrong."""

    def __init__(self, location: str) -> None:
        super().__init__()
        self.location = location
