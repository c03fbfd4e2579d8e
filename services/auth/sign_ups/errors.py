"""What can go wrong with mail domains.

ServiceError
└── DomainTaken    409
Invalid            422  the kit's
└── DomainRefused  422
"""

from services.kit.errors import Invalid, ServiceError


class DomainTaken(ServiceError):
    """The domain is a body's already, or stands in the list."""

    status = 409
    code = "domain-taken"


class DomainRefused(Invalid):
    """The domain is a provider's, where anybody can have an address, or one that many bodies share."""

    code = "domain-refused"
