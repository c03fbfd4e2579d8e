"""The roles of people, and of the systems that act for a public body (docs/glossary.md)."""

from enum import StrEnum
from typing import Literal


class Role(StrEnum):
    """Roles within a public body, and across bodies (broker, admin)."""

    EMPLOYEE = "employee"
    REQUESTER = "requester"
    COORDINATOR = "coordinator"
    BROKER = "broker"
    ADMIN = "admin"


MemberRole = Literal["employee", "requester", "coordinator"]  # those a public body gives its own people and systems
