"""Who belongs to which body, followed over auth's feed by the services that have to know it."""

from collections.abc import Collection
from typing import Generic, TypeVar

from sqlalchemy import update
from sqlmodel import Field, SQLModel, col

from services.kit.data.repository import Repository, changed


class MembershipColumns(SQLModel):
    """That a person belongs to a body, or did. One that ended stays, so that a late event does not bring it back."""

    membership_id: str = Field(primary_key=True, max_length=64)
    person_id: str = Field(max_length=64)
    orgnr: str = Field(max_length=9)
    version: int
    live: bool


M = TypeVar("M", bound=MembershipColumns)


class FollowedMemberships(Repository[M], Generic[M]):
    """Memberships in a service's own table. A row is as its newest event says, in whatever order they arrive."""

    table: type[M]

    def save(self, membership: MembershipColumns) -> bool:
        """Store a membership as an event has it. False where that is old, or changes nothing."""
        held = self.session.get(self.table, membership.membership_id)
        if held is None:
            self.add(self.table(**membership.model_dump()))
            return True
        if membership.version < held.version:
            return False
        before = held.live, held.orgnr, held.person_id
        for name, value in membership.model_dump(include=set(MembershipColumns.model_fields)).items():
            setattr(held, name, value)
        self.flush()
        return before != (held.live, held.orgnr, held.person_id)

    def end(self, membership_ids: Collection[str]) -> None:
        """End these memberships for good: their person has others in the same bodies."""
        over = update(self.table).where(col(self.table.membership_id).in_(membership_ids))
        self.session.execute(over.values(live=False))

    def pass_on(self, from_id: str, to: str) -> int:
        """Give somebody's memberships to another person. Returns how many."""
        theirs = update(self.table).where(col(self.table.person_id) == from_id)
        return changed(self.session, theirs.values(person_id=to))
