"""What auth's tables have in common."""

from sqlalchemy import text
from sqlmodel import SQLModel

from services.kit.access import Role
from services.kit.tables import service_registry

LIVE = text("ended_at IS NULL")


ROLES = ", ".join(f"'{role}'" for role in Role)


class Table(SQLModel, registry=service_registry()):
    """What auth keeps."""
