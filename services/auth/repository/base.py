"""What auth's queries have in common."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlmodel import col

from services.auth.models import Membership


def insert_into(session: Session, table: type[Any]) -> Any:
    """INSERT with ON CONFLICT, which both databases spell alike and SQLAlchemy has apart."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table)


def changed(session: Session, statement: Any) -> int:
    """How many rows a conditional UPDATE changed: what decides a race."""
    count: int = session.execute(statement.execution_options(synchronize_session=False)).rowcount  # type: ignore[attr-defined]  # Result of DML
    return count


LIVE = col(Membership.ended_at).is_(None)
