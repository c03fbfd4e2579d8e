"""Finds the people of an audience, and keeps their memberships and absences as auth emits them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from services.notify.members.domain import ALL_BODIES, PERSON, parts_of
from services.notify.members.models import Absence
from services.notify.members.repository import Members


def list_people(session: Session, audience: str, *, on: date) -> Sequence[str]:
    """The ids of the people to notify that day: of a role in a body, those who are not away."""
    role, concerned = parts_of(audience)
    if role == PERSON:
        return [concerned]
    if concerned == ALL_BODIES:
        return Members(session).list_persons(None, role)
    return Members(session).list_present(concerned, role, on=on)


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
