"""What stands in notify's tables after a test has acted."""

from sqlalchemy import select
from sqlmodel import col

from services.kit.data.database import Database
from services.notify.deliveries.models import Delivery
from services.notify.inbox.models import Message
from services.notify.tasks.models import Task


def all_tasks(database: Database) -> list[Task]:
    with database.read() as session:
        return list(session.scalars(select(Task).order_by(col(Task.opened_at), col(Task.kind))))


def open_kinds(database: Database) -> set[str]:
    return {task.kind for task in all_tasks(database) if task.closed_at is None}


def codes_of(database: Database, person_id: str) -> list[str]:
    """The codes of a person's messages, oldest first."""
    with database.read() as session:
        query = select(col(Message.code)).where(col(Message.person_id) == person_id)
        return list(session.scalars(query.order_by(col(Message.at), col(Message.code))))


def mailed(database: Database) -> list[str]:
    """The ids of the people whom a mail is queued for."""
    with database.read() as session:
        return sorted(session.scalars(select(col(Delivery.person_id))))


def the_delivery(database: Database) -> Delivery:
    """The only delivery there is."""
    with database.read() as session:
        return session.scalars(select(Delivery)).one()
