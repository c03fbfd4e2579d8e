"""What can go wrong when a role changes.

ServiceError
├── LastCoordinator  409
└── OperatorsRole    409
"""

from services.kit.errors import ServiceError


class LastCoordinator(ServiceError):
    """Without this coordinator the body would have none: another one comes first."""

    status = 409
    code = "last-coordinator"


class OperatorsRole(ServiceError):
    """broker and admin are given and taken by whoever runs the scheme, and by nobody over the API."""

    status = 409
    code = "operators-role"
