"""What a program that waits for a login elsewhere is told (RFC 8628 §3.5)."""

from services.auth.errors.oauth import TokenRefused


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
