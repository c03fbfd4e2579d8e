"""Every query about people, their addresses and their memberships."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, update
from sqlmodel import col

from services.auth.people.models import Address, Membership, Person
from services.kit.data.pagination import Page, PageRequest, page_of
from services.kit.data.repository import Repository, referred_to
from services.kit.errors import Busy, NotFound, ServiceError
from services.scheme.roles import Role

LIVE = col(Membership.ended_at).is_(None)
ACTING = col(Membership.person_id).in_(select(col(Person.id)).where(col(Person.disabled_at).is_(None)))


def _has_address(email: str) -> ColumnElement[bool]:
    return col(Person.id).in_(select(col(Address.person_id)).where(col(Address.email) == email))


class People(Repository[Person]):
    """People, their addresses and their memberships."""

    def add(self, thing: Person, *, unless: ServiceError | None = None, proven_at: datetime | None = None) -> Person:
        """Insert the person with their first address, which may be proven. Raises `unless` where it has an account."""
        super().add(thing, unless=unless)
        self.add_address(Address(email=thing.email, person_id=thing.id, proven_at=proven_at), unless=unless)
        return thing

    def get(self, person_id: UUID) -> Person:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Person).where(col(Person.id) == person_id))

    def get_locked(self, person_id: UUID) -> Person:
        """The person, locked until the transaction ends. Raises NotFound."""
        return self.one_or(NotFound(), referred_to(select(Person).where(col(Person.id) == person_id)))

    def list_reached(self, person_ids: Collection[UUID]) -> Mapping[UUID, Person]:
        """Those who are not disabled, by the id; the one who stays where an account was joined into another."""
        found = {person.id: person for person in self._list_by_id(person_ids)}
        joined = {person.joined_into for person in found.values() if person.joined_into is not None}
        stays = {person.id: person for person in self._list_by_id(joined)} if joined else {}
        reached = {
            person_id: person if person.joined_into is None else stays[person.joined_into]
            for person_id, person in found.items()
        }
        return {person_id: person for person_id, person in reached.items() if person.disabled_at is None}

    def _list_by_id(self, person_ids: Collection[UUID]) -> Sequence[Person]:
        return self.session.scalars(select(Person).where(col(Person.id).in_(person_ids))).all()

    def find_by_email(self, email: str) -> Person | None:
        """The person with the address, whichever of theirs it is."""
        return self.session.scalars(select(Person).where(_has_address(email))).one_or_none()

    def find_by_email_locked(self, email: str) -> Person | None:
        return self.session.scalars(referred_to(select(Person).where(_has_address(email)))).one_or_none()

    def add_address(self, address: Address, *, unless: ServiceError | None = None) -> None:
        """Insert the address. Raises `unless` where it is somebody's."""
        self.session.add(address)
        self.flush(unless=unless)

    def prove(self, email: str, *, at: datetime) -> None:
        """Note that an address is proven. One that was proven before stays as it is."""
        unproven = (col(Address.email) == email) & col(Address.proven_at).is_(None)
        self.session.execute(update(Address).where(unproven).values(proven_at=at))

    def is_proven(self, email: str) -> bool:
        """True for an address that its account's holder has proven."""
        proven = (col(Address.email) == email) & col(Address.proven_at).is_not(None)
        return self.session.scalar(select(col(Address.id)).where(proven)) is not None

    def list_addresses(self, person_id: UUID, *, paging: PageRequest) -> Page[Address]:
        query = select(Address).where(col(Address.person_id) == person_id)
        return page_of(self.session, query, paging=paging, by=(col(Address.added_at), col(Address.id)))

    def list_all_addresses(self, person_id: UUID) -> Sequence[Address]:
        """All addresses of a person, the oldest first."""
        query = select(Address).where(col(Address.person_id) == person_id)
        return self.session.scalars(query.order_by(col(Address.added_at), col(Address.id))).all()

    def remove_addresses(self, *addresses: Address) -> None:
        """Delete the addresses: each is free for another account."""
        ids = [address.id for address in addresses]
        self.session.execute(delete(Address).where(col(Address.id).in_(ids)))

    def list_memberships(self, person_id: UUID) -> Sequence[Membership]:
        """The live memberships of a person."""
        return self.session.scalars(select(Membership).where(col(Membership.person_id) == person_id, LIVE)).all()

    def list_memberships_locked(self, person_id: UUID) -> Sequence[Membership]:
        """The live memberships of a person, locked."""
        mine = select(Membership).where(col(Membership.person_id) == person_id, LIVE)
        return self.session.scalars(mine.order_by(col(Membership.id)).with_for_update()).all()

    def find_membership(self, person_id: UUID, orgnr: str) -> Membership | None:
        """The live membership of somebody who is not disabled, locked until the transaction ends."""
        mine = (col(Membership.person_id) == person_id) & (col(Membership.orgnr) == orgnr)
        return self.session.scalars(select(Membership).where(mine, LIVE, ACTING).with_for_update()).one_or_none()

    def was_member(self, person_id: UUID, orgnr: str) -> bool:
        """True for a present or former member of the body."""
        mine = (col(Membership.person_id) == person_id) & (col(Membership.orgnr) == orgnr)
        return self.session.scalar(select(col(Membership.id)).where(mine).limit(1)) is not None

    def get_membership_locked(self, membership_id: UUID) -> Membership:
        """The live membership, locked until the transaction ends. Raises NotFound."""
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
        """The live memberships of a body's coordinators. Lock the body first where a change depends on them."""
        query = select(Membership).where(col(Membership.orgnr) == orgnr, col(Membership.role) == Role.COORDINATOR)
        query = query.where(LIVE, ACTING)
        return self.session.scalars(query.order_by(col(Membership.since), col(Membership.id))).all()

    def list_overdue(self, *, on: date) -> Sequence[Membership]:
        """Substitutes whose last day was before that day. Lock their bodies, then query again."""
        query = select(Membership).where(col(Membership.until) < on, LIVE).order_by(col(Membership.id))
        return self.session.scalars(query.execution_options(populate_existing=True)).all()

    def list_all_of(self, orgnr: str) -> Sequence[Membership]:
        """A body's live memberships."""
        query = select(Membership).where(col(Membership.orgnr) == orgnr, LIVE)
        return self.session.scalars(query.order_by(col(Membership.id))).all()

    def list_all_of_locked(self, orgnr: str) -> Sequence[Membership]:
        """A body's live memberships, locked."""
        query = select(Membership).where(col(Membership.orgnr) == orgnr, LIVE)
        return self.session.scalars(query.order_by(col(Membership.id)).with_for_update()).all()

    def add_membership(self, membership: Membership) -> None:
        """Insert or update it. Raises Busy where the person became a member a moment ago: a second try finds that."""
        self.session.add(membership)
        self.flush(unless=Busy())

    def list_members(self, orgnr: str, *, paging: PageRequest) -> Page[Membership]:
        query = select(Membership).where(col(Membership.orgnr) == orgnr, LIVE)
        return page_of(self.session, query, paging=paging, by=(col(Membership.since), col(Membership.id)))

    def by_id(self, person_ids: Sequence[UUID]) -> dict[UUID, Person]:
        """The people with these ids, each under its id."""
        query = select(Person).where(col(Person.id).in_(person_ids))
        return {person.id: person for person in self.session.scalars(query)}
