"""The tables of rate limits: gates, and known browsers, which have a gate of their own."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger
from sqlmodel import Field

from services.auth.tables import Table
from services.kit.data.tables import UtcDateTime


class GuessGate(Table, table=True):
    """How far ahead of its pace the guessing at one gate is, by a hash of the gate's name.

    `paced_to` is when the guesses let through so far would all have been made at the gate's steady pace (the
    theoretical arrival time of ITU-T I.371's cell rate algorithm), in milliseconds since 1970.
    """

    __tablename__ = "guess_gates"

    key: str = Field(primary_key=True, max_length=64)
    paced_to: int = Field(sa_type=BigInteger, index=True)


class KnownBrowser(Table, table=True):
    """A browser that logged in to an account, by a hash of its cookie and the account's address."""

    __tablename__ = "known_browsers"

    key: str = Field(primary_key=True, max_length=64)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    used_at: datetime = Field(sa_type=UtcDateTime, index=True)
