"""Announces and withdraws absences of coordinators, whose tasks then go to the others, substitutes included."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from services.auth.absences.domain import Presence, is_covered
from services.auth.absences.models import Absence
from services.auth.absences.repository import Absences
from services.auth.absences.schemas import AbsenceAnnounced, AbsenceCreate, AbsenceRead, AbsenceWarning
from services.auth.audit.models import Action
from services.auth.audit.service import Actor, record_audit
from services.auth.people.models import Membership
from services.auth.people.repository import People
from services.auth.texts.absences import ALONE, NO_SUBSTITUTE
from services.kit import clock, context
from services.kit.access.table import Caller
from services.kit.data.outbox import Event, emit_event
from services.kit.errors import Invalid
from services.scheme.roles import Role

_LONGEST = timedelta(days=366)


def announce(people: People, membership: Membership, asked: AbsenceCreate, *, by: Actor | Caller) -> AbsenceAnnounced:
    """Announce an absence; days that overlap earlier ones are merged into one. The body is locked. Raises Invalid."""
    _check(asked)
    absences = Absences(people.session)
    held = absences.list_overlapping_locked(membership.orgnr, start=asked.start, end=asked.end)
    absence = _merged(absences, membership, asked, [one for one in held if one.person_id == membership.person_id])
    _emit_absence(absences, "announced", absence)
    about = ("absence", absence.id)
    record_audit(people.session, Action.ABSENCE_ANNOUNCED, by, about=about, orgnr=absence.orgnr)
    return AbsenceAnnounced(**AbsenceRead.of(absence).model_dump(), warnings=_warnings(people, absence))


def withdraw(absences: Absences, absence: Absence, *, by: Caller) -> AbsenceRead:
    """Withdraw an absence, before it begins or on the coordinator's return."""
    _withdraw(absences, absence)
    about = ("absence", absence.id)
    record_audit(absences.session, Action.ABSENCE_WITHDRAWN, by, about=about, orgnr=absence.orgnr)
    return AbsenceRead.of(absence)


def withdraw_all(absences: Absences, person_id: UUID) -> None:
    """Withdraw the absences of somebody who is disabled: once enabled again, they count as present."""
    for absence in absences.list_standing_locked(person_id, on=clock.today()):
        _withdraw(absences, absence)


def pass_absences_on(session: Session, from_id: UUID, to: UUID) -> None:
    """Give somebody's absences that are not over to another person; days that overlap are merged into one absence."""
    absences = Absences(session)
    for absence in absences.list_standing_locked(from_id, on=clock.today()):
        absence.person_id = to
        held = absences.list_overlapping_locked(absence.orgnr, start=absence.start, end=absence.end)
        for other in [one for one in held if one.person_id == to and one.id != absence.id]:
            absence.start, absence.end = min(absence.start, other.start), max(absence.end, other.end)
            _withdraw(absences, other)
        absence.version += 1
        absences.flush()
        _emit_absence(absences, "announced", absence)


def _check(asked: AbsenceCreate) -> None:
    today = clock.today()
    if not today <= asked.start <= today + _LONGEST:
        raise Invalid(("/start", "out_of_range"))
    if not asked.start <= asked.end <= asked.start + _LONGEST:
        raise Invalid(("/end", "out_of_range"))


def _merged(absences: Absences, membership: Membership, asked: AbsenceCreate, held: Sequence[Absence]) -> Absence:
    if not held:
        absence = Absence(person_id=membership.person_id, orgnr=membership.orgnr, start=asked.start, end=asked.end)
        absences.add(absence)
        return absence
    absence, *others = held
    absence.start = min(asked.start, *(one.start for one in held))
    absence.end = max(asked.end, *(one.end for one in held))
    absence.version += 1
    for other in others:
        _withdraw(absences, other)
    absences.flush()
    return absence


def _withdraw(absences: Absences, absence: Absence) -> None:
    absence.withdrawn_at, absence.version = clock.now(), absence.version + 1
    absences.flush()
    _emit_absence(absences, "withdrawn", absence)


def _warnings(people: People, absence: Absence) -> list[AbsenceWarning]:
    held = Absences(people.session).list_overlapping_locked(absence.orgnr, start=absence.start, end=absence.end)
    others = [
        Presence(until=other.until, away=[(one.start, one.end) for one in held if one.person_id == other.person_id])
        for other in people.list_coordinators(absence.orgnr)
        if other.person_id != absence.person_id
    ]
    if is_covered(absence.start, absence.end, others):
        return []
    return [AbsenceWarning(code="no-substitute", text=NO_SUBSTITUTE[context.current().language])]


def standing_warnings(people: People, by: Caller) -> list[AbsenceWarning]:
    """Return the warning for a body's only coordinator, that nobody could act in their place."""
    if by.org is None or Role.COORDINATOR not in by.roles or len(people.list_coordinators(by.org)) > 1:
        return []
    return [AbsenceWarning(code="no-substitute", text=ALONE[context.current().language])]


def _emit_absence(absences: Absences, what: str, absence: Absence) -> None:
    event = Event(
        type=f"absence.{what}",
        subject=absence.id,
        version=absence.version,
        orgs=[absence.orgnr],
        persons=[absence.person_id],
        codes={"start": str(absence.start), "end": str(absence.end)},
    )
    emit_event(absences.session, event)
