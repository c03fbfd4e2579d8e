"""The table of vacancies."""

from uuid import UUID

from sqlmodel import Field

from services.placements.tables import Table


class Vacancy(Table, table=True):
    """Whether a need takes anybody, followed over needs' feed. `version` is the need's; 0 before any event of it."""

    __tablename__ = "vacancies"

    need_id: UUID = Field(primary_key=True)
    version: int = 0
    open: bool = True
