"""What a host may want of the home agency's kind (docs/glossary.md)."""

from enum import StrEnum


class Perspective(StrEnum):
    """What a host wants of the home agency's kind. Neutral: the report says that sector does not matter."""

    NEUTRAL = "neutral"
    OTHER_SECTOR = "other_sector"
    PEER = "peer"
