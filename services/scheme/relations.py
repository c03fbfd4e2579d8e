"""The relations of a caller to a thing (docs/glossary.md, decision record 0031)."""

from enum import StrEnum


class Relation(StrEnum):
    """How a caller stands to a thing. No relation at all: the thing does not exist for the caller."""

    SELF = "self"
    HOME = "home"
    HOST = "host"
    READER = "reader"  # may see it as anybody of the roles may: an open need, a pseudonymous profile
