"""Every query about people, memberships and invitations."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select, update
from sqlmodel import col

from services.auth.models import Invitation, Membership, Person
from services.auth.repository.base import ACTING, LIVE, changed
from services.kit.access import Role
from services.kit.errors import Busy, NotFound
from services.kit.pagination import Found, Paging, page_of
from services.kit.repository import Repository, referred_to


class People(Repository[Person]):
    """People and their memberships."""

    def get(self, person_id: UUID) -> Person:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Person).where(col(Person.id) == person_id))

    def get_locked(self, person_id: UUID) -> Person:
        """Raises NotFound."""
        return self.one_or(NotFound(), referred_to(select(Person).where(col(Person.id) == person_id)))

    def find_by_email(self, email: str) -> Person | None:
        return self.session.scalars(select(Person).where(col(Person.email) == email)).one_or_none()

    def find_by_email_locked(self, email: str) -> Person | None:
        return self.session.scalars(referred_to(select(Person).where(col(Person.email) == email))).one_or_none()

    def list_memberships_locked(self, person_id: UUID) -> Sequence[Membership]:
        """The live memberships of a person, locked."""
        mine = select(Membership).where(col(Membership.person_id) == person_id, LIVE)
        return self.session.scalars(mine.order_by(col(Membership.id)).with_for_update()).all()

    def find_membership(self, person_id: UUID, orgnr: str) -> Membership | None:
        """The live membership of somebody who is not disabled, locked until the transaction ends."""
        mine = (col(Membership.person_id) == person_id) & (col(Membership.orgnr) == orgnr)
        return self.session.scalars(select(Membership).where(mine, LIVE, ACTING).with_for_update()).one_or_none()

    def was_member(self, person_id: UUID, orgnr: str) -> bool:
        mine = (col(Membership.person_id) == person_id) & (col(Membership.orgnr) == orgnr)
        return self.session.scalar(select(col(Membership.id)).where(mine).limit(1)) is not None

    def get_membership_locked(self, membership_id: UUID) -> Membership:
        """The live membership. Raises NotFound."""
        query = select(Membership).where(col(Membership.id) == membership_id, LIVE).with_for_update()
        found = self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
        if found is None:
            raise NotFound()
        return found

    def get_membership(self, membership_id: UUID) -> Membership:
        """The live membership. Raises NotFound."""
        found = self.session.scalars(select(Membership).where(col(Membership.id) == membership_id, LIVE)).one_or_none()
        if found is None:
            raise NotFound()
        return found

    def list_coordinators(self, orgnr: str) -> Sequence[Membership]:
        """The live memberships of a body's coordinators; lock the body first where something is to follow from it."""
        query = select(Membership).where(col(Membership.orgnr) == orgnr, col(Membership.role) == Role.COORDINATOR)
        query = query.where(LIVE, ACTING)
        return self.session.scalars(query.order_by(col(Membership.since), col(Membership.id))).all()

    def list_overdue(self, *, on: date) -> Sequence[Membership]:
        """Substitutes whose last day was before that day; lock their bodies, then ask again."""
        query = select(Membership).where(col(Membership.until) < on, LIVE).order_by(col(Membership.id))
        return self.session.scalars(query.execution_options(populate_existing=True)).all()

    def list_all_of_locked(self, orgnr: str) -> Sequence[Membership]:
        """A body's live memberships, locked."""
        query = select(Membership).where(col(Membership.orgnr) == orgnr, LIVE)
        return self.session.scalars(query.order_by(col(Membership.id)).with_for_update()).all()

    def add_membership(self, membership: Membership) -> None:
        """Insert or change it. Raises Busy where the person became a member a moment ago: tried again, it is found."""
        self.session.add(membership)
        self.flush(unless=Busy())

    def list_members(self, orgnr: str, *, paging: Paging) -> Found[Membership]:
        query = select(Membership).where(col(Membership.orgnr) == orgnr, LIVE)
        return page_of(self.session, query, paging=paging, by=(col(Membership.since), col(Membership.id)))

    def by_id(self, person_ids: Sequence[UUID]) -> dict[UUID, Person]:
        query = select(Person).where(col(Person.id).in_(person_ids))
        return {person.id: person for person in self.session.scalars(query)}


def _open(at: datetime) -> tuple[ColumnElement[bool], ...]:
    return col(Invitation.used_at).is_(None), col(Invitation.expires_at) > at


class Invitations(Repository[Invitation]):
    """Single-use permissions to join."""

    def get(self, invitation_id: UUID) -> Invitation:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Invitation).where(col(Invitation.id) == invitation_id))

    def find_open(self, token_hash: str, *, at: datetime) -> Invitation | None:
        query = select(Invitation).where(col(Invitation.token_hash) == token_hash, *_open(at))
        return self.session.scalars(query).one_or_none()

    def use(self, token_hash: str, *, at: datetime) -> bool:
        """Whether this call is the one that uses the invitation: of any number at once exactly one is."""
        statement = update(Invitation).where(col(Invitation.token_hash) == token_hash, *_open(at))
        return changed(self.session, statement.values(used_at=at, version=col(Invitation.version) + 1)) == 1

    def get_locked(self, invitation_id: UUID) -> Invitation:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Invitation).where(col(Invitation.id) == invitation_id).with_for_update())

    def list_of(self, orgnr: str, *, open_at: datetime | None, paging: Paging) -> Found[Invitation]:
        """The body's, oldest first; only those that could be accepted at that moment, where one is named."""
        query = select(Invitation).where(col(Invitation.orgnr) == orgnr)
        if open_at is not None:
            query = query.where(*_open(open_at))
        return page_of(self.session, query, paging=paging, by=(col(Invitation.created_at), col(Invitation.id)))

    def list_open_locked(self, orgnr: str, *, at: datetime, invited_by: str | None) -> Sequence[Invitation]:
        """The body's, or only those that one person made."""
        query = select(Invitation).where(col(Invitation.orgnr) == orgnr, *_open(at))
        if invited_by is not None:
            query = query.where(col(Invitation.invited_by) == invited_by)
        return self.session.scalars(query.order_by(col(Invitation.id)).with_for_update()).all()

    def get_by_hash(self, token_hash: str) -> Invitation:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Invitation).where(col(Invitation.token_hash) == token_hash))
