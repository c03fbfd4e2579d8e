"""What can be wrong with an amendment.

ServiceError
├── AmendmentOpen        409
├── NoShowTooLate        409
└── OutsideEndorsement   409
Invalid                  422  the kit's
└── NoticeTooShort       422
"""

from services.kit.errors import Invalid, ServiceError


class AmendmentOpen(ServiceError):
    """Another amendment of the stay is not decided yet. Facts: `amendment_id`."""

    status = 409
    code = "amendment-open"


class NoShowTooLate(ServiceError):
    """The stay began too long ago to report a no-show. Facts: `last_day`, the last one on which it could be."""

    status = 409
    code = "no-show-too-late"


class OutsideEndorsement(ServiceError):
    """The amended terms go beyond what the home agency endorsed. Facts: `until`, `max_months`, `max_percentage`."""

    status = 409
    code = "outside-endorsement"


class NoticeTooShort(Invalid):
    """The last day comes before the notice runs out. Facts: `first_day`, the earliest last day."""

    code = "notice-too-short"
