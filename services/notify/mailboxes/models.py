"""The table of mailboxes."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from services.kit.data.tables import UtcDateTime, one_of
from services.kit.language import Language
from services.notify.tables import Table


class Mailbox(Table, table=True):
    """A body's shared address. It is the body's, no person's: the only address that notify stores.

    A new one is in `new_email` until the code that was mailed to it is entered; the former one is used until then.
    """

    __tablename__ = "mailboxes"
    __table_args__ = (CheckConstraint(one_of("language", Language), name="language"),)

    orgnr: str = Field(primary_key=True, max_length=9)
    version: int = 0
    email: str | None = Field(default=None, max_length=200)
    new_email: str | None = Field(default=None, max_length=200)
    code_hash: str | None = Field(default=None, max_length=64)
    code_sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    language: str = Field(default=Language.NB, max_length=2)
