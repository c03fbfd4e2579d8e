"""What can go wrong with public bodies that join, change and leave."""

from services.kit.errors import Invalid, ServiceError, Unavailable


class AlreadyJoined(ServiceError):
    """The body is of the scheme already."""

    status = 409
    code = "already-joined"


class AlreadyProposed(ServiceError):
    """Somebody has proposed the body, and it waits to be decided."""

    status = 409
    code = "already-proposed"


class NotPublicBody(ServiceError):
    """Enhetsregisteret does not know the number as a body of the public sector. Facts: `registered`, what it says."""

    status = 409
    code = "not-public-body"


class DomainTaken(ServiceError):
    """The domain is a body's already, or stands in the list."""

    status = 409
    code = "domain-taken"


class DomainRefused(Invalid):
    """The domain is a provider's, where anybody can have an address, or one that many bodies share."""

    code = "domain-refused"


class MonthsOutsideScheme(Invalid):
    """A policy may narrow the scheme's months, not widen them. Facts: `min_months`, `max_months`."""

    code = "months-outside-scheme"


class RegisterUnavailable(Unavailable):
    """Enhetsregisteret does not answer, and what it once said is too old or missing."""

    code = "register-unavailable"
    retry_after = 60
