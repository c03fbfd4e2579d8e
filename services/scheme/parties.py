"""The parties of a placement."""

from enum import StrEnum


class Party(StrEnum):
    """The three who have to agree."""

    HOME = "home"
    HOST = "host"
    EMPLOYEE = "employee"
