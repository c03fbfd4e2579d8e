"""The table of preferences."""

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from services.kit.data.tables import one_of
from services.kit.language import Language
from services.notify.tables import Table


class Preference(Table, table=True):
    """How a person wants to be notified. A person without a row is mailed at once."""

    __tablename__ = "preferences"
    __table_args__ = (
        CheckConstraint("email IN ('at_once', 'off')", name="email"),
        CheckConstraint(one_of("language", Language), name="language"),
    )

    person_id: str = Field(primary_key=True, max_length=64)
    version: int = 0
    email: str = Field(default="at_once", max_length=16)
    language: str | None = Field(default=None, max_length=2)
