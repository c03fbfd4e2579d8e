"""Finds the people of an audience, and keeps their memberships and absences as auth emits them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from services.notify.members.domain import ALL_BODIES, PERSON, parts_of, present
from services.notify.members.models import Absence
from services.notify.members.repository import Members, ShownMembers


def list_people(session: Session, asked: Collection[tuple[str, date]]) -> Mapping[tuple[str, date], Sequence[str]]:
    """The ids of the people to notify of each audience on that day: of a role in a body, those who are not away.

    Where all of them are away, all are notified: somebody must be.
    """
    members, parts = Members(session), {audience: parts_of(audience) for audience, _ in asked}
    in_bodies = {part for part in parts.values() if _is_in_body(*part)}
    roles, bodies = {role for role, _ in in_bodies}, {body for _, body in in_bodies}
    having = members.list_with_roles(roles, bodies)
    absences = members.list_absences(bodies, since=min((day for _, day in asked), default=date.min))

    def people_of(audience: str, day: date) -> Sequence[str]:
        role, concerned = parts[audience]
        if role == PERSON:
            return [concerned]
        if concerned == ALL_BODIES:
            return members.list_in_any_body(role)
        everybody = having.get((role, concerned), [])
        away = {row.person_id for row in absences if row.orgnr == concerned and row.start <= day <= row.end}
        return present(everybody, away)

    return {(audience, day): people_of(audience, day) for audience, day in asked}


def list_asked(members: ShownMembers, person_id: str, audiences: Iterable[str], *, on: date) -> list[str]:
    """Those of the person's audiences in which they are asked that day.

    Not a role in a body that they are away from, unless nobody else there has it.
    """
    parts = {audience: parts_of(audience) for audience in audiences}
    in_bodies = {audience: part for audience, part in parts.items() if _is_in_body(*part)}
    absent = {body: members.list_away(body, on=on) for body in {body for _, body in in_bodies.values()}}

    def is_asked(audience: str) -> bool:
        if audience not in in_bodies:
            return True
        role, body = in_bodies[audience]
        return person_id not in absent[body] or person_id in present(members.list_persons(body, role), absent[body])

    return [audience for audience in parts if is_asked(audience)]


def _is_in_body(role: str, concerned: str) -> bool:
    return role != PERSON and concerned != ALL_BODIES


def keep_absence(session: Session, absence: Absence) -> None:
    members = Members(session)
    members.lock([absence.orgnr])
    members.keep_absence(absence)
