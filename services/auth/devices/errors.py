"""Error responses of the token endpoint to a waiting program (RFC 8628 §3.5).

OAuthError                400  of oauth
├── AuthorizationPending  400
├── SlowDown              400
├── AccessDenied          400
└── ExpiredToken          400
"""

from services.auth.oauth.errors import OAuthError


class AuthorizationPending(OAuthError):
    """Nobody has confirmed it yet: ask again after the interval."""

    error = "authorization_pending"


class SlowDown(OAuthError):
    """This came too soon: wait five seconds longer from now on."""

    error = "slow_down"


class AccessDenied(OAuthError):
    """The person said no."""

    error = "access_denied"


class ExpiredToken(OAuthError):
    """Nobody confirmed it in time: begin again."""

    error = "expired_token"
