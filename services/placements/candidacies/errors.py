"""What can go wrong while an expert and a need find each other.

ServiceError
├── AlreadyCandidate     409
└── WrongState           409  (kit)
"""

from services.kit.errors import ServiceError


class AlreadyCandidate(ServiceError):
    """The expert is a candidate for this need already."""

    status = 409
    code = "already-candidate"
