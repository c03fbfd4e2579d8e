"""Every query of notify."""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from services.kit.errors import NotFound, Stale
from services.kit.pagination import Found, Paging, page_of
from services.kit.repository import Repository
from services.notify.domain import LEASE, DeliveryState, Kind, Outcome
from services.notify.models import (
    Absence,
    Announcement,
    Body,
    Delivery,
    HeardEvent,
    Membership,
    Message,
    PartyAnswer,
    Preference,
    Task,
)

_CLAIMABLE = (DeliveryState.PENDING, DeliveryState.FAILED, DeliveryState.SENDING)


class Tasks(Repository[Task]):
    """What waits for somebody, and what the parties have answered."""

    def get(self, task_id: UUID) -> Task:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Task).where(col(Task.id) == task_id))

    def find_open(self, subject: str, kind: Kind, audience: str) -> Task | None:
        this = (col(Task.subject) == subject) & (col(Task.kind) == kind) & (col(Task.audience) == audience)
        return self.session.scalars(select(Task).where(this, col(Task.closed_at).is_(None))).one_or_none()

    def list_for(self, audiences: Iterable[str], *, closed_too: bool, paging: Paging) -> Found[Task]:
        query = select(Task).where(col(Task.audience).in_(list(audiences)))
        if not closed_too:
            query = query.where(col(Task.closed_at).is_(None))
        return page_of(self.session, query, paging=paging, by=(col(Task.opened_at), col(Task.id)))

    def find_last_due(self, subject: str) -> datetime | None:
        """The deadline last named for a subject."""
        query = select(col(Task.due)).where(col(Task.subject) == subject, col(Task.due).is_not(None))
        return self.session.scalars(query.order_by(col(Task.opened_at).desc(), col(Task.due).desc()).limit(1)).first()

    def close(self, subject: str, kinds: Sequence[Kind], *, at: datetime, by: str) -> None:
        still = (col(Task.subject) == subject) & col(Task.kind).in_(kinds) & col(Task.closed_at).is_(None)
        values = {"closed_at": at, "closed_by": by, "version": col(Task.version) + 1}
        self.session.execute(update(Task).where(still).values(values))

    def keep_answer(self, answer: PartyAnswer) -> None:
        """What a party says now. The subject's open tasks tell of it, so they change too."""
        self.session.merge(answer)
        self._touch(answer.subject)

    def void_answers(self, subject: str) -> None:
        self.session.execute(delete(PartyAnswer).where(col(PartyAnswer.subject) == subject))
        self._touch(subject)

    def _touch(self, subject: str) -> None:
        changed = update(Task).where(col(Task.subject) == subject)
        self.session.execute(changed.values(version=col(Task.version) + 1))

    def list_answers(self, subjects: Iterable[str]) -> Mapping[str, list[PartyAnswer]]:
        """The answers of each subject, oldest first."""
        query = select(PartyAnswer).where(col(PartyAnswer.subject).in_(set(subjects)))
        answers: dict[str, list[PartyAnswer]] = {}
        for answer in self.session.scalars(query.order_by(col(PartyAnswer.at), col(PartyAnswer.party))):
            answers.setdefault(answer.subject, []).append(answer)
        return answers


class Members(Repository[Membership]):
    """Who has which role where."""

    def lock(self, orgnrs: Iterable[str]) -> None:
        """Keep others from changing these bodies' members, or telling them anything, until the transaction ends.

        One body after the other, always in the same order, so that two who need both never wait for each other.
        """
        dialect = postgresql if self.session.get_bind().dialect.name == "postgresql" else sqlite
        for orgnr in sorted(set(orgnrs)):
            self.session.execute(dialect.insert(Body).values(orgnr=orgnr).on_conflict_do_nothing())
            self.session.execute(select(Body).where(col(Body.orgnr) == orgnr).with_for_update())

    def list_persons(self, orgnr: str | None, role: str) -> Sequence[str]:
        """Who has the role in a body, or in any."""
        query = select(col(Membership.person_id)).where(col(Membership.role) == role)
        if orgnr is not None:
            query = query.where(col(Membership.orgnr) == orgnr)
        return self.session.scalars(query.distinct().order_by(col(Membership.person_id))).all()

    def list_present(self, orgnr: str, role: str, *, on: date) -> Sequence[str]:
        """Who has the role in a body and is not away that day; where all are away, all: somebody must be asked."""
        everybody, away = self.list_persons(orgnr, role), self.list_away(orgnr, on=on)
        return [person_id for person_id in everybody if person_id not in away] or everybody

    def list_away(self, orgnr: str, *, on: date) -> Set[str]:
        query = select(col(Absence.person_id)).where(col(Absence.orgnr) == orgnr)
        return set(self.session.scalars(query.where(col(Absence.start) <= on, col(Absence.end) >= on)))

    def keep_absence(self, absence: Absence) -> None:
        """The days as they now are; an absence may be told anew."""
        self.session.merge(absence)

    def drop_absence(self, absence_id: str) -> None:
        self.session.execute(delete(Absence).where(col(Absence.absence_id) == absence_id))

    def keep(self, membership_id: str, *, person_id: str, orgnr: str, roles: Iterable[str]) -> None:
        """The roles a membership gives now."""
        self.drop(membership_id)
        for role in sorted(set(roles)):
            self.session.add(Membership(membership_id=membership_id, role=role, person_id=person_id, orgnr=orgnr))
        self.session.flush()

    def drop(self, membership_id: str) -> None:
        self.session.execute(delete(Membership).where(col(Membership.membership_id) == membership_id))

    def drop_person(self, person_id: str) -> None:
        self.session.execute(delete(Membership).where(col(Membership.person_id) == person_id))


class Inbox(Repository[Message]):
    """What was told, to which audiences and to which people."""

    def get_locked(self, message_id: UUID) -> Message:
        """The message, locked until the transaction ends. Raises NotFound."""
        query = select(Message).where(col(Message.id) == message_id).with_for_update()
        return self.one_or(NotFound(), query.execution_options(populate_existing=True))

    def get(self, message_id: UUID) -> Message:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Message).where(col(Message.id) == message_id))

    def list_of(self, person_id: str, *, unread: bool, paging: Paging) -> Found[Message]:
        query = select(Message).where(col(Message.person_id) == person_id)
        if unread:
            query = query.where(col(Message.read_at).is_(None))
        return page_of(self.session, query, paging=paging, by=(col(Message.at), col(Message.id)), newest_first=True)

    def has(self, event_id: str, person_id: str) -> bool:
        this = (col(Message.event_id) == event_id) & (col(Message.person_id) == person_id)
        return self.session.execute(select(col(Message.id)).where(this)).first() is not None

    def heard(self, event_id: str) -> bool:
        """Whether that event had its effect before; if not, it has it now."""
        if self.session.get(HeardEvent, event_id) is not None:
            return True
        self.session.add(HeardEvent(event_id=event_id))
        return False

    def announce(self, announcement: Announcement) -> None:
        self.session.add(announcement)
        self.session.flush()

    def list_announcements(self, audiences: Iterable[str], *, since: datetime) -> Sequence[Announcement]:
        query = select(Announcement).where(col(Announcement.audience).in_(list(audiences)))
        query = query.where(col(Announcement.at) >= since)
        return self.session.scalars(query.order_by(col(Announcement.at), col(Announcement.event_id))).all()


class Preferences(Repository[Preference]):
    """How people want to be told."""

    def find(self, person_id: str) -> Preference | None:
        return self.session.get(Preference, person_id)

    def of_locked(self, person_id: str) -> Preference:
        """The person's preferences, locked; those that hold until then where none were chosen."""
        query = select(Preference).where(col(Preference.person_id) == person_id).with_for_update()
        return self.session.scalars(query).one_or_none() or Preference(person_id=person_id)

    def keep(self, preference: Preference) -> None:
        """Raises Stale where somebody else chose at the same moment."""
        self.add(preference, unless=Stale())


class Deliveries(Repository[Delivery]):
    """Messages on their way."""

    def list_of(self, person_id: str, *, paging: Paging) -> Found[Delivery]:
        query = select(Delivery).where(col(Delivery.person_id) == person_id)
        by = (col(Delivery.created_at), col(Delivery.id))
        return page_of(self.session, query, paging=paging, by=by, newest_first=True)

    def find_due(self, *, at: datetime) -> UUID | None:
        """The delivery that has waited longest; a claim whose worker died is due when its lease ends."""
        query = select(col(Delivery.id)).where(_due(at))
        return self.session.scalars(query.order_by(col(Delivery.next_try_at), col(Delivery.id)).limit(1)).first()

    def claim(self, delivery_id: UUID, *, at: datetime) -> Delivery | None:
        """Take a delivery for the time of a lease; None where another worker was first."""
        values: dict[str, Any] = {"state": DeliveryState.SENDING, "next_try_at": at + LEASE}
        values["tries"] = col(Delivery.tries) + 1
        taken = update(Delivery).where(col(Delivery.id) == delivery_id, _due(at)).values(values)
        if self.session.scalars(taken.returning(col(Delivery.id))).one_or_none() is None:
            return None
        return self.session.get(Delivery, delivery_id, populate_existing=True)

    def conclude(self, delivery_id: UUID, outcome: Outcome, *, tries: int, at: datetime) -> bool:
        """Note how that claim ended; False where its lease had lapsed and another worker has it."""
        mine = (col(Delivery.id) == delivery_id) & (col(Delivery.tries) == tries)
        values: dict[str, Any] = {
            "state": outcome.state,
            "reason": outcome.reason,
            "next_try_at": outcome.next_try_at,
            "delivered_at": at if outcome.state is DeliveryState.DELIVERED else None,
        }
        ended = update(Delivery).where(mine, col(Delivery.state) == DeliveryState.SENDING).values(values)
        return self.session.scalars(ended.returning(col(Delivery.id))).one_or_none() is not None


def _due(at: datetime) -> ColumnElement[bool]:
    return col(Delivery.state).in_(_CLAIMABLE) & (col(Delivery.next_try_at) <= at)
