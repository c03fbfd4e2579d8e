"""Every query about public bodies."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from services.auth.models import Membership, Organisation
from services.auth.repository.base import LIVE, insert_into
from services.kit.access import Role
from services.kit.errors import NotFound
from services.kit.pagination import Found, Paging, page_of
from services.kit.repository import Repository


class Organisations(Repository[Organisation]):
    """Public bodies."""

    def get(self, orgnr: str) -> Organisation:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Organisation).where(col(Organisation.orgnr) == orgnr))

    def find(self, orgnr: str) -> Organisation | None:
        return self.session.get(Organisation, orgnr)

    def list_all(self, *, paging: Paging) -> Found[Organisation]:
        by = (col(Organisation.joined_at), col(Organisation.id))
        return page_of(self.session, select(Organisation), paging=paging, by=by)

    def add_missing(self, rows: Sequence[dict[str, Any]]) -> list[str]:
        """Insert the bodies that are not there. Returns their numbers; of several racers one inserts each."""
        statement = insert_into(self.session, Organisation).on_conflict_do_nothing(index_elements=["orgnr"])
        return list(self.session.scalars(statement.returning(col(Organisation.orgnr)), list(rows)))

    def coordinated(self, orgnrs: Sequence[str]) -> set[str]:
        """Those of the bodies that have a coordinator."""
        query = select(col(Membership.orgnr)).where(
            col(Membership.orgnr).in_(orgnrs), col(Membership.role) == Role.COORDINATOR, LIVE
        )
        return set(self.session.scalars(query))
