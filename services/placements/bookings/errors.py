"""What is taken already.

ServiceError
├── NoFreePlace          409
└── PersonAlreadyBooked  409
"""

from services.kit.errors import ServiceError


class NoFreePlace(ServiceError):
    """Every place of the need is offered or taken."""

    status = 409
    code = "no-free-place"


class PersonAlreadyBooked(ServiceError):
    """The expert is bound by another placement on some of these days."""

    status = 409
    code = "person-already-booked"
