"""What can go wrong with proposals.

ServiceError
├── AlreadyJoined        409
├── AlreadyProposed      409
├── NotPublicBody        409
└── SubUnit              409
Unavailable              503  the kit's
└── RegisterUnavailable  503
"""

from services.kit.errors import ServiceError, Unavailable


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


class SubUnit(ServiceError):
    """Enhetsregisteret has the number as a part of another unit, which joins in its place. Facts: `parent`."""

    status = 409
    code = "sub-unit"


class RegisterUnavailable(Unavailable):
    """Enhetsregisteret does not answer, and what it once said is too old or missing."""

    code = "register-unavailable"
    retry_after = 60
