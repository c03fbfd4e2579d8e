"""What memberships forbid.

ServiceError
└── OwnEmployee          409
"""

from services.kit.errors import ServiceError


class OwnEmployee(ServiceError):
    """The expert belongs to the host, by whichever membership: nothing is lent."""

    status = 409
    code = "own-employee"
