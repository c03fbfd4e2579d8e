"""What can go wrong in the pool.

ServiceError
├── MembershipEnded      403
├── OwnProfile           403
├── AlreadyRegistered    409
├── WrongState           409  (kit)
└── EndorsementTooShort  422
"""

from services.kit.errors import Invalid, NotPermitted, ServiceError


class AlreadyRegistered(ServiceError):
    """The person has a live profile already: one each."""

    status = 409
    code = "already-registered"


class MembershipEnded(NotPermitted):
    """The person does not belong to that body any more, though a token may still say so."""

    code = "membership-ended"


class OwnProfile(NotPermitted):
    """Nobody decides as HR about themselves."""

    code = "own-profile"


class EndorsementTooShort(Invalid):
    """The endorsement would end today or earlier."""

    code = "endorsement-too-short"
