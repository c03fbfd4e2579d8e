"""Finds the people of an audience, and keeps their memberships and absences as auth emits them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from services.notify.members.domain import ALL_BODIES, PERSON, parts_of
from services.notify.members.models import Absence
from services.notify.members.repository import Members


def list_people(session: Session, asked: Collection[tuple[str, date]]) -> Mapping[tuple[str, date], Sequence[str]]:
    """The ids of the people to notify of each audience on that day: of a role in a body, those who are not away.

    Where all of them are away, all are notified: somebody must be.
    """
    members, parts = Members(session), {audience: parts_of(audience) for audience, _ in asked}
    in_bodies = {part for part in parts.values() if part[0] != PERSON and part[1] != ALL_BODIES}
    roles, bodies = {role for role, _ in in_bodies}, {body for _, body in in_bodies}
    having = members.list_with_roles(roles, bodies)
    absences = members.list_absences(bodies, since=min((day for _, day in asked), default=date.min))

    def people_of(audience: str, day: date) -> Sequence[str]:
        role, concerned = parts[audience]
        if role == PERSON:
            return [concerned]
        if concerned == ALL_BODIES:
            return members.list_persons(None, role)
        everybody = having.get((role, concerned), [])
        away = {row.person_id for row in absences if row.orgnr == concerned and row.start <= day <= row.end}
        return [person_id for person_id in everybody if person_id not in away] or everybody

    return {(audience, day): people_of(audience, day) for audience, day in asked}


def is_asked(session: Session, person_id: str, audience: str, *, on: date) -> bool:
    """False where the person is away from the body that day and somebody else there has the role."""
    role, concerned = parts_of(audience)
    if role == PERSON or concerned == ALL_BODIES:
        return True
    members = Members(session)
    return person_id not in members.list_away(concerned, on=on) or person_id in members.list_present(
        concerned, role, on=on
    )


def keep_absence(session: Session, absence: Absence) -> None:
    members = Members(session)
    members.lock([absence.orgnr])
    members.keep_absence(absence)
