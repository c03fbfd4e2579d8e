"""What can be wrong with terms.

ServiceError
└── StaleTerms   409
Invalid          422  the kit's
└── WrongLength  422
"""

from services.kit.errors import Invalid, ServiceError


class StaleTerms(ServiceError):
    """The terms named are not the current ones. Facts: `current`, the version that is."""

    status = 409
    code = "stale-terms"


class WrongLength(Invalid):
    """The stay is shorter or longer than allowed. Facts: `min_months`, `max_months`."""

    code = "wrong-length"
