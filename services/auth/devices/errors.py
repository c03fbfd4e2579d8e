"""Why a program that waits for a login elsewhere gets no token (RFC 8628 §3.5).

TokenRefused              400  of oauth
├── AuthorizationPending  400
├── SlowDown              400
├── AccessDenied          400
└── ExpiredToken          400
"""

from services.auth.oauth.errors import TokenRefused


class AuthorizationPending(TokenRefused):
    """Nobody has confirmed it yet: ask again after the interval."""

    error = "authorization_pending"


class SlowDown(TokenRefused):
    """This came too soon: wait five seconds longer from now on."""

    error = "slow_down"


class AccessDenied(TokenRefused):
    """The person said no."""

    error = "access_denied"


class ExpiredToken(TokenRefused):
    """Nobody confirmed it in time: begin again."""

    error = "expired_token"
