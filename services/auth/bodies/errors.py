"""What can go wrong with public bodies.

ServiceError
└── BodySucceeded    409
"""

from services.kit.errors import ServiceError


class BodySucceeded(ServiceError):
    """Another body has taken this one's place. Facts: `successor`, its number."""

    status = 409
    code = "body-succeeded"
