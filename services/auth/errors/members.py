"""What can go wrong with people, memberships and accounts."""

from services.kit.errors import ServiceError


class WrongPassword(ServiceError):
    """The password does not belong to the account, or there is no such account; the two answers are the same."""

    status = 403
    code = "wrong-password"


class InvitationNotOpen(ServiceError):
    """The invitation was used, has run out, or never was; the three answers are the same."""

    status = 409
    code = "invitation-not-open"


class LinkNotOpen(ServiceError):
    """The mailed link was used, has run out, or never was; the three answers are the same."""

    status = 409
    code = "link-not-open"


class HasCoordinator(ServiceError):
    """The body has a coordinator, who invites the others."""

    status = 409
    code = "has-coordinator"


class TooManyGuesses(ServiceError):
    """Too many wrong passwords for this account or from this address."""

    status = 429
    code = "too-many-guesses"
    retry_after = 900  # the longest it can take
