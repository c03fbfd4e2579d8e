"""Every query about public bodies."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from services.auth.bodies.domain import BodyState
from services.auth.bodies.errors import BodySucceeded
from services.auth.bodies.models import Organisation
from services.auth.people.models import Membership
from services.auth.people.repository import ACTING, LIVE
from services.kit.data.pagination import Page, PageRequest, page_of
from services.kit.data.repository import Repository, insert_into, referred_to
from services.kit.errors import NotFound
from services.scheme.roles import Role


def refuse_succeeded(body: Organisation) -> None:
    """Raises BodySucceeded where another body has taken this one's place."""
    if body.succeeded_by is not None:
        raise BodySucceeded(successor=body.succeeded_by)


class Organisations(Repository[Organisation]):
    """Public bodies."""

    def get(self, orgnr: str) -> Organisation:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Organisation).where(col(Organisation.orgnr) == orgnr))

    def get_locked(self, orgnr: str) -> Organisation:
        """The body, locked until the transaction ends. Raises NotFound."""
        query = referred_to(select(Organisation).where(col(Organisation.orgnr) == orgnr))
        return self.one_or(NotFound(), query.execution_options(populate_existing=True))

    def get_current(self, orgnr: str) -> Organisation:
        """The body, which may have left. Raises NotFound, BodySucceeded where another has taken its place."""
        body = self.get(orgnr)
        refuse_succeeded(body)
        return body

    def find(self, orgnr: str) -> Organisation | None:
        return self.session.get(Organisation, orgnr)

    def find_locked(self, orgnr: str) -> Organisation | None:
        query = referred_to(select(Organisation).where(col(Organisation.orgnr) == orgnr))
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def list_of(self, orgnrs: Sequence[str]) -> Sequence[Organisation]:
        """Those of them that are or were in the scheme."""
        return self.session.scalars(select(Organisation).where(col(Organisation.orgnr).in_(orgnrs))).all()

    def is_joined(self, orgnr: str) -> bool:
        """True for a body that is in the scheme now."""
        body = self.find(orgnr)
        return body is not None and body.state == BodyState.JOINED

    def list_known(self, orgnrs: Sequence[str]) -> tuple[str, ...]:
        """Those that are or were in the scheme, in the order given; for one that was succeeded its successor."""
        columns = col(Organisation.orgnr), col(Organisation.succeeded_by)
        rows = self.session.execute(select(*columns).where(col(Organisation.orgnr).in_(orgnrs)))
        known = {row[0]: row[1] or row[0] for row in rows}
        return tuple(dict.fromkeys(known[orgnr] for orgnr in orgnrs if orgnr in known))

    def list_predecessors(self, orgnr: str) -> Sequence[str]:
        """The numbers of the bodies whose place this one has taken."""
        query = select(col(Organisation.orgnr)).where(col(Organisation.succeeded_by) == orgnr)
        return self.session.scalars(query.order_by(col(Organisation.orgnr))).all()

    def list_succeeded(self) -> Sequence[Organisation]:
        """The bodies whose place another has taken."""
        query = select(Organisation).where(col(Organisation.succeeded_by).is_not(None))
        return self.session.scalars(query.order_by(col(Organisation.orgnr))).all()

    def list_joined(self, *, paging: PageRequest) -> Page[Organisation]:
        by = (col(Organisation.joined_at), col(Organisation.id))
        query = select(Organisation).where(col(Organisation.state) == BodyState.JOINED)
        return page_of(self.session, query, paging=paging, by=by)

    def list_of_member(self, person_id: UUID) -> Sequence[Organisation]:
        """The bodies a person may act for, ordered by Norwegian name; none where the person is disabled."""
        query = select(Organisation).join(Membership, col(Membership.orgnr) == col(Organisation.orgnr))
        query = query.where(col(Membership.person_id) == person_id, LIVE, ACTING)
        return sorted(self.session.scalars(query), key=lambda body: (body.name_nb, body.orgnr))

    def add_missing(self, rows: Sequence[dict[str, Any]]) -> list[str]:
        """Insert the bodies that are not there. Returns their numbers, each to one concurrent call only."""
        statement = insert_into(self.session, Organisation).on_conflict_do_nothing(index_elements=["orgnr"])
        return list(self.session.scalars(statement.returning(col(Organisation.orgnr)), list(rows)))

    def list_coordinated(self, orgnrs: Sequence[str]) -> set[str]:
        """The numbers of those that have a coordinator."""
        query = select(col(Membership.orgnr)).where(
            col(Membership.orgnr).in_(orgnrs), col(Membership.role) == Role.COORDINATOR, LIVE, ACTING
        )
        return set(self.session.scalars(query))

    def list_uncoordinated(self) -> Sequence[Organisation]:
        """Bodies of the scheme that have members and no coordinator."""
        led = select(col(Membership.orgnr)).where(col(Membership.role) == Role.COORDINATOR, LIVE, ACTING)
        people = select(col(Membership.orgnr)).where(LIVE)
        query = select(Organisation).where(col(Organisation.state) == BodyState.JOINED)
        query = query.where(col(Organisation.orgnr).in_(people), col(Organisation.orgnr).not_in(led))
        return self.session.scalars(query.order_by(col(Organisation.orgnr))).all()

    def list_with_one_coordinator(self) -> Sequence[Organisation]:
        """Bodies with a single coordinator."""
        alone = select(col(Membership.orgnr)).where(col(Membership.role) == Role.COORDINATOR, LIVE, ACTING)
        alone = alone.group_by(col(Membership.orgnr)).having(func.count() == 1)
        query = select(Organisation).where(col(Organisation.orgnr).in_(alone))
        return self.session.scalars(query.order_by(col(Organisation.orgnr))).all()

    def list_leaving(self) -> Sequence[Organisation]:
        """Bodies of which one coordinator asked to leave."""
        query = select(Organisation).where(col(Organisation.leaving_asked_at).is_not(None))
        return self.session.scalars(query.order_by(col(Organisation.orgnr))).all()
