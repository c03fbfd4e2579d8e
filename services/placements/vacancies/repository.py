"""Every query about vacancies."""

from uuid import UUID

from sqlalchemy import select

from services.kit.data.repository import Repository, insert_into
from services.placements.standings.domain import NeedFacts
from services.placements.standings.errors import NeedNotOpen
from services.placements.vacancies.models import Vacancy


class Vacancies(Repository[Vacancy]):
    """Who begins a candidacy locks the need's row, and so does who ends or reserves all of them: none is missed."""

    def refuse_closed(self, need: NeedFacts) -> None:
        """Raises NeedNotOpen where the need was filled or closed since it was asked for."""
        vacancy = self._lock(need.need_id)
        if not vacancy.open and vacancy.version > need.version:
            raise NeedNotOpen()

    def save(self, need_id: UUID, *, version: int, open_: bool) -> bool:
        """Store what an event says. False where a later one was first."""
        vacancy = self._lock(need_id)
        if version <= vacancy.version:
            return False
        vacancy.version, vacancy.open = version, open_
        self.add(vacancy)
        return True

    def _lock(self, need_id: UUID) -> Vacancy:
        """The need's row, locked. It is made where there is none, once however many ask."""
        row = insert_into(self.session, Vacancy).values(need_id=need_id, version=0, open=True)
        mine = row.on_conflict_do_update(index_elements=["need_id"], set_={"need_id": need_id}).returning(Vacancy)
        query = select(Vacancy).from_statement(mine).execution_options(populate_existing=True)
        vacancy: Vacancy = self.session.scalars(query).one()
        return vacancy
