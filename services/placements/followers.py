"""What placements does about other services' events: before it is agreed, what lost its ground ends."""

from uuid import UUID

from sqlalchemy.orm import Session

from services.kit.events.follower import Follower, ReceivedEvent
from services.placements import service
from services.placements.domain import Reason
from services.placements.repository import Store


def end_withdrawn_expert(session: Session, event: ReceivedEvent) -> None:
    """The expert left the pool. What is agreed stands."""
    _end_expert(session, event, reason=Reason.NOT_AVAILABLE)


def end_unendorsed_expert(session: Session, event: ReceivedEvent) -> None:
    """The home agency took its permission back, or let it run out."""
    _end_expert(session, event, reason=Reason.NO_EMPLOYER_PERMISSION)


def end_closed_need(session: Session, event: ReceivedEvent) -> None:
    need_id = UUID(event.subject)
    service.end_ground(Store(session), "pass_over", reason=Reason.NO_LONGER_REQUIRED, need_id=need_id)


def end_disabled_person(session: Session, event: ReceivedEvent) -> None:
    for person_id in event.data.persons:
        service.end_ground(Store(session), "withdraw", reason=Reason.NOT_AVAILABLE, person_id=person_id)


def _end_expert(session: Session, event: ReceivedEvent, *, reason: Reason) -> None:
    """What was begun on a later version of the expert, endorsed anew for example, is not touched."""
    expert_id = UUID(event.subject)
    service.end_ground(Store(session), "withdraw", reason=reason, expert_id=expert_id, before=event.data.version)


FOLLOWERS = [
    Follower(source="auth", handlers={"person.disabled": end_disabled_person}),
    Follower(
        source="pool",
        handlers={
            "expert.withdrawn": end_withdrawn_expert,
            "expert.endorsement_revoked": end_unendorsed_expert,
            "expert.expired": end_unendorsed_expert,
        },
    ),
    Follower(source="needs", handlers={"need.closed": end_closed_need}),
]
