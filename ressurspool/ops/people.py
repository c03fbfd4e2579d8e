"""Shuts a person out of the scheme, or lets them in again, straight in auth's database."""

from datetime import datetime

from services.auth.models import Table
from services.auth.repository import People
from services.auth.service.audit import OPERATOR
from services.auth.service.disabling import disable_person, enable_person, find_person
from services.auth.settings import AuthSettings
from services.kit.database import Database


def set_disabled(named: str, *, disabled: bool, settings: AuthSettings | None = None) -> datetime | None:
    """Since when the person of that id or address is disabled; None where not. Raises ServiceError."""
    settings = settings or AuthSettings()
    database = Database(settings.database_url, Table.metadata, connections=2)
    act = disable_person if disabled else enable_person
    try:
        with database.write() as session:
            people = People(session)
            return act(people, find_person(people, named), by=OPERATOR).disabled_at
    finally:
        database.close()
