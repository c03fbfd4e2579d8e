"""What placements does about other services' events. What is not agreed yet ends where the event takes its ground."""

from uuid import UUID

from sqlalchemy.orm import Session

from services.kit.data.successions import Successions
from services.kit.events.follower import Follower, ReceivedEvent
from services.placements.candidacies.repository import CandidacyStore
from services.placements.candidacies.service.endings import end_ground
from services.placements.candidacies.service.successions import pass_on
from services.placements.parties.models import Succession
from services.placements.policies.models import Policy
from services.placements.policies.repository import Policies
from services.scheme.reasons import Reason


def end_withdrawn_expert(session: Session, event: ReceivedEvent) -> None:
    """The expert left the pool. What is agreed stands."""
    _end_expert(session, event, reason=Reason.NOT_AVAILABLE)


def end_unendorsed_expert(session: Session, event: ReceivedEvent) -> None:
    """The home agency took its permission back, or let it run out."""
    _end_expert(session, event, reason=Reason.NO_EMPLOYER_PERMISSION)


def end_closed_need(session: Session, event: ReceivedEvent) -> None:
    """The need takes nobody any more."""
    need_id = UUID(event.subject)
    end_ground(CandidacyStore(session), "pass_over", reason=Reason.NO_LONGER_REQUIRED, need_id=need_id)


def end_disabled_person(session: Session, event: ReceivedEvent) -> None:
    """The person can no longer log in, so cannot answer or decide."""
    for person_id in event.data.persons:
        end_ground(CandidacyStore(session), "withdraw", reason=Reason.NOT_AVAILABLE, person_id=person_id)


def _end_expert(session: Session, event: ReceivedEvent, *, reason: Reason) -> None:
    """Leaves alone what was begun on a later version of the expert, who may have been endorsed anew."""
    expert_id = UUID(event.subject)
    end_ground(CandidacyStore(session), "withdraw", reason=reason, expert_id=expert_id, before=event.data.version)


def save_policy(session: Session, event: ReceivedEvent) -> None:
    """A body decided how long, who pays and how many at once. What is proposed or agreed already stands."""
    codes = event.data.codes
    Policies(session).save(
        Policy(
            orgnr=event.subject,
            version=event.data.version,
            min_months=codes["min_months"],
            max_months=codes["max_months"],
            lending_cap=codes["lending_cap"],
            payer=codes["payer"],
        )
    )


def succeed_organisation(session: Session, event: ReceivedEvent) -> None:
    """Another body has taken this one's place, as home agency and as host."""
    successor = event.data.codes["successor"]
    Successions(session, Succession).save(event.subject, successor)
    pass_on(CandidacyStore(session), event.subject, successor)


FOLLOWERS = [
    Follower(
        source="auth",
        handlers={
            "person.disabled": end_disabled_person,
            "organisation.policy_changed": save_policy,
            "organisation.succeeded": succeed_organisation,
        },
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
