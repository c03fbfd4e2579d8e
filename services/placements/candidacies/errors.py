"""What can go wrong while an expert and a need find each other.

ServiceError
├── AlreadyCandidate     409
├── PairRests            409
└── WrongState           409  (kit)
"""

from services.kit.errors import ServiceError


class AlreadyCandidate(ServiceError):
    """The expert is a candidate for this need already."""

    status = 409
    code = "already-candidate"


class PairRests(ServiceError):
    """The caller's side withdrew a candidacy of these two lately. Facts: `from_day`, when it may begin one again."""

    status = 409
    code = "pair-rests"
