"""The table of the last numbers."""

from sqlmodel import Field

from services.placements.tables import Table


class ReferenceYear(Table, table=True):
    """The last number given in a year. Some numbers belong to nothing: what was given one may not have come about."""

    __tablename__ = "reference_years"

    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    last: int
