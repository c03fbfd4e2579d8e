"""What placements does about other services' events: before it is agreed, what lost its ground ends."""

from uuid import UUID

from sqlalchemy.orm import Session

from services.kit.events.follower import Follower, ReceivedEvent
from services.placements import service
from services.placements.domain import Reason
from services.placements.models import Policy
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


def keep_policy(session: Session, event: ReceivedEvent) -> None:
    """A body decided how long, who pays and how many at once; what is proposed or agreed already stands."""
    codes = event.data.codes
    Store(session).policies.keep(
        Policy(
            orgnr=event.subject,
            version=event.data.version,
            min_months=codes["min_months"],
            max_months=codes["max_months"],
            lending_cap=codes["lending_cap"],
            payer=codes["payer"],
        )
    )


FOLLOWERS = [
    Follower(
        source="auth",
        handlers={"person.disabled": end_disabled_person, "organisation.policy_changed": keep_policy},
    ),
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
