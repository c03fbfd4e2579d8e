"""The query that gives a reference."""

from services.kit.data.repository import Repository, insert_into
from services.kit.data.tables import table_of
from services.placements.references.domain import reference_of
from services.placements.references.models import ReferenceYear

_YEARS = table_of(ReferenceYear)


class References(Repository[ReferenceYear]):
    def give(self, year: int) -> str:
        """The next reference of the year. Concurrent calls wait for each other's transactions to end."""
        first = insert_into(self.session, _YEARS).values(year=year, last=1)
        following = first.on_conflict_do_update(index_elements=["year"], set_={"last": _YEARS.c.last + 1})
        number: int = self.session.execute(following.returning(_YEARS.c.last)).scalar_one()
        return reference_of(year, number)
