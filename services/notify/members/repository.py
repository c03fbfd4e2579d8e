"""Every query about members and absences."""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, delete, select, update
from sqlmodel import col

from services.kit.data.repository import Repository, insert_into
from services.kit.data.snapshot import Snapshot
from services.kit.data.statements import Statement
from services.kit.data.successions import Successions, move_rows
from services.kit.data.tables import table_of
from services.notify.members.models import Absence, Body, Membership, Succession

_BODIES, _MEMBERSHIPS = table_of(Body), table_of(Membership)
_ABSENCES, _SUCCESSIONS = table_of(Absence), table_of(Succession)
_ORGNRS: BindParameter[Any] = bindparam("orgnrs", expanding=True)
_LOCKED = select(_BODIES.c.orgnr).where(_BODIES.c.orgnr.in_(_ORGNRS)).order_by(_BODIES.c.orgnr).with_for_update()
_SUCCESSORS = select(_SUCCESSIONS).where(_SUCCESSIONS.c.predecessor.in_(_ORGNRS))
_WITH_ROLES = (
    select(_MEMBERSHIPS.c.role, _MEMBERSHIPS.c.orgnr, _MEMBERSHIPS.c.person_id)
    .where(_MEMBERSHIPS.c.orgnr.in_(_ORGNRS), _MEMBERSHIPS.c.role.in_(bindparam("roles", expanding=True)))
    .distinct()
    .order_by(_MEMBERSHIPS.c.person_id)
)
_ROLES_OF = select(_MEMBERSHIPS.c.person_id, _MEMBERSHIPS.c.orgnr, _MEMBERSHIPS.c.role).where(
    _MEMBERSHIPS.c.person_id.in_(bindparam("people", expanding=True))
)
_AWAY_SINCE = select(_ABSENCES).where(_ABSENCES.c.orgnr.in_(_ORGNRS), _ABSENCES.c.end >= bindparam("since"))


class Members(Repository[Membership]):
    """Who has which role where, and who is away."""

    def lock(self, orgnrs: Iterable[str]) -> None:
        """Lock the bodies: until the transaction ends, no other changes their members or notifies them of anything.

        The bodies are locked one after the other, always in the same order, so that two transactions that need the
        same two bodies never wait for each other.
        """
        wanted = sorted(set(orgnrs))
        locked = set(self.session.execute(_LOCKED, {"orgnrs": wanted}).scalars()) if wanted else set()
        for orgnr in wanted:
            if orgnr not in locked:
                self.session.execute(insert_into(self.session, _BODIES).values(orgnr=orgnr).on_conflict_do_nothing())
                self.session.execute(_LOCKED, {"orgnrs": [orgnr]})

    def lock_current(self, orgnrs: Iterable[str]) -> Mapping[str, str]:
        """Lock the bodies and those that have taken their places. Returns for each which one it is now."""
        named, locked = set(orgnrs), set[str]()
        current = self._list_current(named)
        while missing := (named | set(current.values())) - locked:
            self.lock(missing)
            locked |= missing
            current = self._list_current(named)  # another transaction may have changed it until the lock
        return current

    def _list_current(self, orgnrs: Collection[str]) -> Mapping[str, str]:
        found = self.session.execute(_SUCCESSORS, {"orgnrs": list(orgnrs)}) if orgnrs else ()
        successors = {row.predecessor: row.successor for row in found}
        return {orgnr: successors.get(orgnr, orgnr) for orgnr in orgnrs}

    def move_to_body(self, predecessor: str, successor: str) -> None:
        """Store that a body has taken another's place, and move that one's members and their absences. Lock both."""
        Successions(self.session, Succession).save(predecessor, successor)
        for column in (Membership.orgnr, Absence.orgnr):
            move_rows(self.session, column, predecessor=predecessor, successor=successor)

    def list_in_any_body(self, role: str) -> Sequence[str]:
        """The people who have the role in some body."""
        query = select(col(Membership.person_id)).where(col(Membership.role) == role)
        return self.session.scalars(query.distinct().order_by(col(Membership.person_id))).all()

    def list_with_roles(self, roles: Collection[str], orgnrs: Collection[str]) -> Mapping[tuple[str, str], list[str]]:
        """The people who have any of the roles in any of the bodies, by role and body."""
        people: dict[tuple[str, str], list[str]] = {}
        if roles and orgnrs:
            for row in self.session.execute(_WITH_ROLES, {"roles": list(roles), "orgnrs": list(orgnrs)}):
                people.setdefault((row.role, row.orgnr), []).append(row.person_id)
        return people

    def list_roles_of(self, people: Collection[str]) -> Mapping[str, Mapping[str, set[str]]]:
        """The roles that these people have, by person and body."""
        roles: dict[str, dict[str, set[str]]] = {}
        for row in self.session.execute(_ROLES_OF, {"people": list(people)}) if people else ():
            roles.setdefault(row.person_id, {}).setdefault(row.orgnr, set()).add(row.role)
        return roles

    def list_absences(self, orgnrs: Collection[str], *, since: date) -> Sequence[Row[Any]]:
        """The absences from the bodies that last until that day or longer."""
        return self.session.execute(_AWAY_SINCE, {"orgnrs": list(orgnrs), "since": since}).all() if orgnrs else []

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


_AWAY = Statement[str](
    select(col(Absence.person_id)).where(
        col(Absence.orgnr) == bindparam("orgnr"),
        col(Absence.start) <= bindparam("day"),
        col(Absence.end) >= bindparam("day"),
    )
)
_WITH_ROLE = Statement[str](
    select(col(Membership.person_id))
    .where(col(Membership.orgnr) == bindparam("orgnr"), col(Membership.role) == bindparam("role"))
    .distinct()
    .order_by(col(Membership.person_id))
)


class ShownMembers:
    """Who is away, and who has a role, for what is only shown: by compiled statements."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def list_away(self, orgnr: str, *, on: date) -> Set[str]:
        """The people who are away from the body that day."""
        return set(self._snapshot.all(_AWAY, orgnr=orgnr, day=on))

    def list_persons(self, orgnr: str, role: str) -> Sequence[str]:
        """The people who have the role in the body."""
        return self._snapshot.all(_WITH_ROLE, orgnr=orgnr, role=role)
