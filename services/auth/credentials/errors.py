"""What can go wrong with passwords and second factors.

ServiceError
├── WrongPassword        403
└── SecondFactorMissing  403
Invalid                  422  the kit's
└── GuessablePassword    422
"""

from services.kit.errors import Invalid, ServiceError


class WrongPassword(ServiceError):
    """The password does not belong to the account, or there is no such account; the two answers are the same."""

    status = 403
    code = "wrong-password"


class SecondFactorMissing(ServiceError):
    """Who has an authenticator decides for others by a login that used it, and by no weaker one."""

    status = 403
    code = "second-factor-missing"


class GuessablePassword(Invalid):
    """The new password is among those that anybody would guess."""

    code = "guessable-password"
