"""What can go wrong where a body takes another's place.

ServiceError
└── CannotSucceed    409
"""

from services.kit.errors import ServiceError


class CannotSucceed(ServiceError):
    """The one body cannot take the other's place. Facts: `because`, and for `succeeded_already` the `successor`."""

    status = 409
    code = "cannot-succeed"
