"""What a body's policy can refuse.

ServiceError
└── LendingCapReached    409
"""

from services.kit.errors import ServiceError


class LendingCapReached(ServiceError):
    """As many of the home agency's people as its policy allows are away on some of these days. Facts: `limit`."""

    status = 409
    code = "lending-cap-reached"
