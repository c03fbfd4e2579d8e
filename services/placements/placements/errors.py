"""What can go wrong on the way to a stay.

ServiceError
├── DeadlinePassed       409
└── WrongState           409  (kit)
"""

from services.kit.errors import ServiceError


class DeadlinePassed(ServiceError):
    """The time to answer or decide has run out."""

    status = 409
    code = "deadline-passed"
