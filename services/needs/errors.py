"""What can go wrong with needs.

ServiceError
├── PersonRequired       403  (kit)
├── ExternalIdTaken      409
├── WrongState           409  (kit)
├── LengthOutsideLimits  422
├── PlacesTaken          422
└── StartPassed          422
"""

from services.kit.errors import Invalid, ServiceError


class ExternalIdTaken(ServiceError):
    """The agency has a need with that external id already."""

    status = 409
    code = "external-id-taken"


class LengthOutsideLimits(Invalid):
    """The stay would be shorter or longer than the scheme's. Facts: `min_months`, `max_months`."""

    code = "length-outside-limits"


class PlacesTaken(Invalid):
    """More places are agreed already than the need would have. Facts: `filled`, how many."""

    code = "places-taken"


class StartPassed(Invalid):
    """The last possible start is in the past, so that nobody could come."""

    code = "start-passed"
