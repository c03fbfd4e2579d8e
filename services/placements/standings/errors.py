"""What can be wrong with an expert or a need at this moment.

ServiceError
├── ExpertNotAvailable   409
└── NeedNotOpen          409
"""

from services.kit.errors import ServiceError


class ExpertNotAvailable(ServiceError):
    """The expert is not endorsed, or not available now."""

    status = 409
    code = "expert-not-available"


class NeedNotOpen(ServiceError):
    """The need does not take candidates now."""

    status = 409
    code = "need-not-open"
