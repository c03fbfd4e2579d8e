"""What can be wrong with a decision.

ServiceError
├── AlreadyDecided       409
├── DecidesForTwo        409
└── DelegationUsed       409
"""

from services.kit.errors import ServiceError


class AlreadyDecided(ServiceError):
    """This party has decided on this version of the terms."""

    status = 409
    code = "already-decided"


class DecidesForTwo(ServiceError):
    """One person would speak for two parties, or as HR about their own stay."""

    status = 409
    code = "decides-for-two"


class DelegationUsed(ServiceError):
    """The delegation was for one decision, and that one was taken."""

    status = 409
    code = "delegation-used"
