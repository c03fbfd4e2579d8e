"""What can go wrong between three parties.

ServiceError
├── OwnEmployee          409
├── ExpertNotAvailable   409
├── NeedNotOpen          409
├── AlreadyCandidate     409
├── NoFreePlace          409
├── PersonAlreadyBooked  409
├── StaleTerms           409
├── AlreadyDecided       409
├── DecidesForTwo        409
├── DelegationUsed       409
├── DeadlinePassed       409
├── LendingCapReached    409
├── WrongState           409  (kit)
└── WrongLength          422
"""

from services.kit.errors import Invalid, ServiceError


class LendingCapReached(ServiceError):
    """As many of the home agency's people as its policy allows are away on some of these days. Facts: `limit`."""

    status = 409
    code = "lending-cap-reached"


class OwnEmployee(ServiceError):
    """Home and host are the same body: nothing is lent."""

    status = 409
    code = "own-employee"


class ExpertNotAvailable(ServiceError):
    """The expert is not endorsed, or not available now."""

    status = 409
    code = "expert-not-available"


class NeedNotOpen(ServiceError):
    """The need does not take candidates now."""

    status = 409
    code = "need-not-open"


class AlreadyCandidate(ServiceError):
    """The expert is a candidate for this need already."""

    status = 409
    code = "already-candidate"


class NoFreePlace(ServiceError):
    """Every place of the need is offered or taken."""

    status = 409
    code = "no-free-place"


class PersonAlreadyBooked(ServiceError):
    """The expert is bound by another placement on some of these days."""

    status = 409
    code = "person-already-booked"


class StaleTerms(ServiceError):
    """The terms named are not the current ones. Facts: `current`, the version that is."""

    status = 409
    code = "stale-terms"


class AlreadyDecided(ServiceError):
    """This party has decided on this version of the terms."""

    status = 409
    code = "already-decided"


class DecidesForTwo(ServiceError):
    """One person would speak for two parties, or as HR about their own stay."""

    status = 409
    code = "decides-for-two"


class DelegationUsed(ServiceError):
    """The delegation was for one decision, and that one was taken."""

    status = 409
    code = "delegation-used"


class DeadlinePassed(ServiceError):
    """The time to answer or decide has run out."""

    status = 409
    code = "deadline-passed"


class WrongLength(Invalid):
    """The stay is shorter or longer than allowed. Facts: `min_months`, `max_months`."""

    code = "wrong-length"
