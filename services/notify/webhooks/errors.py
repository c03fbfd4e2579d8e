"""What can go wrong with webhooks.

ServiceError
└── TooManyWebhooks  409
"""

from services.kit.errors import ServiceError


class TooManyWebhooks(ServiceError):
    """The body has as many webhooks as it may. Facts: `limit`."""

    status = 409
    code = "too-many-webhooks"
