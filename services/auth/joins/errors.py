"""What can go wrong when accounts are joined.

ServiceError
└── JoinNotOpen  409
"""

from services.kit.errors import ServiceError


class JoinNotOpen(ServiceError):
    """The code was used, has run out, never was, or is of this very account; the answers are the same."""

    status = 409
    code = "join-not-open"
