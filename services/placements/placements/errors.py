"""What can go wrong on the way to a stay.

ServiceError
├── DayPassed            409
├── DeadlinePassed       409
└── WrongState           409  (kit)
"""

from services.kit.errors import ServiceError


class DeadlinePassed(ServiceError):
    """The time to answer or decide has run out."""

    status = 409
    code = "deadline-passed"


class DayPassed(ServiceError):
    """What is asked for counts from a day that is over. Facts: `day`."""

    status = 409
    code = "day-passed"
