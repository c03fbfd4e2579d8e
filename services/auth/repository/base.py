"""What auth's queries have in common."""

from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlmodel import col

from services.auth.models import Membership, Person

R = TypeVar("R")


def insert_into(session: Session, table: type[Any]) -> Any:
    """INSERT with ON CONFLICT, which both databases spell alike and SQLAlchemy has apart."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table)


def changed(session: Session, statement: Any) -> int:
    """How many rows a conditional UPDATE changed: what decides a race."""
    count: int = session.execute(statement.execution_options(synchronize_session=False)).rowcount  # type: ignore[attr-defined]  # Result of DML
    return count


def referred_to(query: Select[R]) -> Select[R]:
    """Locked, as what others refer to: against all who lock it too, and not against new rows that refer to it.

    With FOR UPDATE these would wait: for whoever removes a member and waits for what they hold, say, who is removed.
    """
    return query.with_for_update(key_share=True)  # FOR NO KEY UPDATE


LIVE = col(Membership.ended_at).is_(None)
ACTING = col(Membership.person_id).in_(select(col(Person.id)).where(col(Person.disabled_at).is_(None)))
