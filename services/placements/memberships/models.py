"""The table of memberships."""

from sqlalchemy import Index

from services.kit.data.memberships import MembershipColumns
from services.placements.tables import Table


class Membership(Table, MembershipColumns, table=True):
    """Who belongs to a body, or did.

    `account_version` is the newest change of the person's account that counted: an older one changes nothing.
    """

    __tablename__ = "memberships"
    __table_args__ = (Index("ix_memberships_person_id_orgnr", "person_id", "orgnr"),)

    account_version: int = 0
