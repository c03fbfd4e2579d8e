"""What can go wrong with people, memberships and accounts."""

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


class InvitationNotOpen(ServiceError):
    """The invitation was used, has run out, or never was; the three answers are the same."""

    status = 409
    code = "invitation-not-open"


class LastCoordinator(ServiceError):
    """Without this coordinator the body would have none: another one comes first."""

    status = 409
    code = "last-coordinator"


class LastWayIn(ServiceError):
    """Without this identity the person could not log in: they have no password, and no other identity that works."""

    status = 409
    code = "last-way-in"


class OperatorsRole(ServiceError):
    """broker and admin are given and taken by whoever runs the scheme, and by nobody over the API."""

    status = 409
    code = "operators-role"


class LinkNotOpen(ServiceError):
    """The mailed link was used, has run out, or never was; the three answers are the same."""

    status = 409
    code = "link-not-open"


class HasCoordinator(ServiceError):
    """The body has a coordinator, who invites the others."""

    status = 409
    code = "has-coordinator"


class TooMany(ServiceError):
    """One has to wait: too many came before. Facts: `seconds` until the next may come."""

    status = 429

    def __init__(self, *, ms: int) -> None:
        self.seconds = self.retry_after = -(-ms // 1000)
        super().__init__(seconds=self.seconds)


class TooManyGuesses(TooMany):
    """Too many guesses at this account, from this network or in all."""

    code = "too-many-guesses"


class TooManyAsked(TooMany):
    """Too many letters or logins at issuers were asked for from this network."""

    code = "too-many-asked"


class TooManyLetters(TooMany):
    """The body had too many letters mailed, or too many to this address."""

    code = "too-many-letters"
