"""The parties of a placement (docs/glossary.md)."""

from enum import StrEnum
from typing import Literal


class Party(StrEnum):
    """The three who have to agree."""

    HOME = "home"
    HOST = "host"
    EMPLOYEE = "employee"


Side = Literal[Party.HOME, Party.HOST]  # the two bodies: one of them pays, one is the employer
