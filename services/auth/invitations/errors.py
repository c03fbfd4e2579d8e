"""What can go wrong with invitations.

ServiceError
├── InvitationNotOpen  409
└── HasCoordinator     409
"""

from services.kit.errors import ServiceError


class InvitationNotOpen(ServiceError):
    """The invitation was used, has run out, or never was; the three answers are the same."""

    status = 409
    code = "invitation-not-open"


class HasCoordinator(ServiceError):
    """The body has a coordinator, who invites the others."""

    status = 409
    code = "has-coordinator"
