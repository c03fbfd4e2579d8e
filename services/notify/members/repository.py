"""Every query about members and absences."""

from collections.abc import Iterable, Sequence, Set
from datetime import date

from sqlalchemy import delete, select, update
from sqlmodel import col

from services.kit.data.repository import Repository, insert_into
from services.kit.data.successions import Successions, move_rows
from services.notify.members.models import Absence, Body, Membership, Succession


class Members(Repository[Membership]):
    """Who has which role where, and who is away."""

    def lock(self, orgnrs: Iterable[str]) -> None:
        """Lock the bodies: until the transaction ends, no other changes their members or notifies them of anything.

        The bodies are locked one after the other, always in the same order, so that two transactions that need the
        same two bodies never wait for each other.
        """
        for orgnr in sorted(set(orgnrs)):
            self.session.execute(insert_into(self.session, Body).values(orgnr=orgnr).on_conflict_do_nothing())
            self.session.execute(select(Body).where(col(Body.orgnr) == orgnr).with_for_update())

    def current(self, orgnr: str) -> str:
        """The body that has taken this one's place; itself where none has."""
        return Successions(self.session, Succession).current(orgnr)

    def move_to_body(self, predecessor: str, successor: str) -> None:
        """Store that a body has taken another's place, and move that one's members and their absences. Lock both."""
        Successions(self.session, Succession).save(predecessor, successor)
        for column in (Membership.orgnr, Absence.orgnr):
            move_rows(self.session, column, predecessor=predecessor, successor=successor)

    def list_persons(self, orgnr: str | None, role: str) -> Sequence[str]:
        """The people who have the role in a body, or in any body where none is named."""
        query = select(col(Membership.person_id)).where(col(Membership.role) == role)
        if orgnr is not None:
            query = query.where(col(Membership.orgnr) == orgnr)
        return self.session.scalars(query.distinct().order_by(col(Membership.person_id))).all()

    def list_present(self, orgnr: str, role: str, *, on: date) -> Sequence[str]:
        """The people who have the role in a body and are not away that day.

        Where all of them are away, all are returned: somebody must be asked.
        """
        everybody, away = self.list_persons(orgnr, role), self.list_away(orgnr, on=on)
        return [person_id for person_id in everybody if person_id not in away] or everybody

    def list_away(self, orgnr: str, *, on: date) -> Set[str]:
        query = select(col(Absence.person_id)).where(col(Absence.orgnr) == orgnr)
        return set(self.session.scalars(query.where(col(Absence.start) <= on, col(Absence.end) >= on)))

    def keep_absence(self, absence: Absence) -> None:
        """Store the days of an absence, in the place of those it had before."""
        self.session.merge(absence)

    def drop_absence(self, absence_id: str) -> None:
        self.session.execute(delete(Absence).where(col(Absence.absence_id) == absence_id))

    def pass_on(self, from_id: str, to: str) -> None:
        """Give somebody's roles and absences to another person."""
        for model in (Membership, Absence):
            self.session.execute(update(model).where(col(model.person_id) == from_id).values(person_id=to))

    def keep(self, membership_id: str, *, person_id: str, orgnr: str, roles: Iterable[str]) -> None:
        """Store the roles a membership gives, in the place of those it gave before."""
        self.drop(membership_id)
        for role in sorted(set(roles)):
            self.session.add(Membership(membership_id=membership_id, role=role, person_id=person_id, orgnr=orgnr))
        self.session.flush()

    def drop(self, membership_id: str) -> None:
        self.session.execute(delete(Membership).where(col(Membership.membership_id) == membership_id))

    def drop_person(self, person_id: str) -> None:
        self.session.execute(delete(Membership).where(col(Membership.person_id) == person_id))
