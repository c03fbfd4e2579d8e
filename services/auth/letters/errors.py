"""What can go wrong with mailed links.

ServiceError
└── LinkNotOpen     409
TooMany             429  of limits
└── TooManyLetters  429
"""

from services.auth.limits.errors import TooMany
from services.kit.errors import ServiceError


class LinkNotOpen(ServiceError):
    """The mailed link was used, has run out, or never was; the three answers are the same."""

    status = 409
    code = "link-not-open"


class TooManyLetters(TooMany):
    """The body had too many letters mailed, or too many to this address."""

    code = "too-many-letters"
