"""The table of memberships."""

from sqlalchemy import Index
from sqlmodel import Field

from services.placements.tables import Table


class Membership(Table, table=True):
    """That a person belongs to a body, or did. One that ended stays, so that a late event does not bring it back.

    `account_version` is the newest change of the person's account that counted: an older one changes nothing.
    """

    __tablename__ = "memberships"
    __table_args__ = (Index("ix_memberships_person_id_orgnr", "person_id", "orgnr"),)

    membership_id: str = Field(primary_key=True, max_length=64)
    person_id: str = Field(max_length=64)
    orgnr: str = Field(max_length=9)
    version: int
    live: bool
    account_version: int = 0
