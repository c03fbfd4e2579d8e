"""What auth's queries have in common."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from services.auth.models import Membership, Person


def changed(session: Session, statement: Any) -> int:
    """How many rows a conditional UPDATE changed: what decides a race."""
    count: int = session.execute(statement.execution_options(synchronize_session=False)).rowcount  # type: ignore[attr-defined]  # Result of DML
    return count


LIVE = col(Membership.ended_at).is_(None)
ACTING = col(Membership.person_id).in_(select(col(Person.id)).where(col(Person.disabled_at).is_(None)))
