"""Tables of memberships and absences, and of the bodies that are locked while these change."""

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field

from services.kit.data.successions import SuccessionColumns
from services.notify.tables import Table


class Membership(Table, table=True):
    """A role that a membership gives in a body, one a row, copied from auth's events."""

    __tablename__ = "memberships"
    __table_args__ = (Index("ix_memberships_orgnr_role", "orgnr", "role"),)

    membership_id: str = Field(primary_key=True, max_length=64)
    role: str = Field(primary_key=True, max_length=16)
    person_id: str = Field(max_length=64, index=True)
    orgnr: str = Field(max_length=9)


class Absence(Table, table=True):
    """Days on which a person is away from a body, first and last day included, copied from auth's events."""

    __tablename__ = "absences"
    __table_args__ = (Index("ix_absences_orgnr_end", "orgnr", "end"),)

    absence_id: str = Field(primary_key=True, max_length=64)
    person_id: str = Field(max_length=64)
    orgnr: str = Field(max_length=9)
    start: date
    end: date


class Succession(Table, SuccessionColumns, table=True):
    """Which body has taken another's place, copied from auth's events."""

    __tablename__ = "successions"


class Body(Table, table=True):
    """A body. Its row is locked while its roles are notified of something, or while who has them changes."""

    __tablename__ = "bodies"

    orgnr: str = Field(primary_key=True, max_length=9)
