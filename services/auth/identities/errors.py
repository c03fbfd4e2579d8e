"""What can go wrong with identities at issuers.

ServiceError
└── LastWayIn  409
"""

from services.kit.errors import ServiceError


class LastWayIn(ServiceError):
    """Without this identity the person could not log in: they have no password, and no other identity that works."""

    status = 409
    code = "last-way-in"
