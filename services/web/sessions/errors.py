"""What can go wrong with a browser's session.

ServiceError
└── LoginLost  401
"""

from services.kit.errors import ServiceError


class LoginLost(ServiceError):
    """Nobody is logged in here any more: the login ended at auth, was logged out of, or is too old."""

    status = 401
    code = "login-lost"
