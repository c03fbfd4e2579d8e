"""What placements does about other services' events. What is not agreed yet ends where the event takes its ground."""

from collections.abc import Set
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from services.kit.data.successions import Successions
from services.kit.events.follower import Follower, ReceivedEvent
from services.placements.candidacies.repository import CandidacyStore
from services.placements.candidacies.service import reserve
from services.placements.candidacies.service.endings import end_ground
from services.placements.candidacies.service.joins import join_people
from services.placements.candidacies.service.successions import pass_on
from services.placements.memberships.models import Membership
from services.placements.memberships.repository import Memberships
from services.placements.parties.models import Succession
from services.placements.placements.repository import PlacementStore
from services.placements.placements.service.settlement import follow_gain, follow_loss
from services.placements.policies.models import Policy
from services.placements.policies.repository import Policies
from services.placements.settings import PlacementsSettings
from services.scheme.reasons import Reason

CAME = {"filled", Reason.OTHER_CANDIDATE_SELECTED}  # needs' outcomes that mean that somebody came


def end_withdrawn_expert(session: Session, event: ReceivedEvent) -> None:
    """The expert left the pool. What is agreed stands."""
    _end_expert(session, event, reason=Reason.NOT_AVAILABLE)


def end_unendorsed_expert(session: Session, event: ReceivedEvent) -> None:
    """The home agency took its permission back, or let it run out."""
    _end_expert(session, event, reason=Reason.NO_EMPLOYER_PERMISSION)


def end_closed_need(session: Session, event: ReceivedEvent) -> None:
    """The need takes nobody any more. Where somebody came, the others were not selected for that."""
    store, need_id = CandidacyStore(session), UUID(event.subject)
    store.vacancies.save(need_id, version=event.data.version, open_=False)
    came = event.data.codes.get("outcome") in CAME
    reason = Reason.OTHER_CANDIDATE_SELECTED if came else Reason.NO_LONGER_REQUIRED
    end_ground(store, "pass_over", reason=reason, need_id=need_id)


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
            notice_weeks=codes.get("notice_weeks"),  # not in events of before
            max_total_months=codes.get("max_total_months"),
        )
    )


def grant_membership(session: Session, event: ReceivedEvent) -> None:
    """Somebody belongs to a body: anew, in another role, or since the body they belonged to became this one."""
    person_id, orgnr = event.data.persons[0], event.data.orgs[0]
    memberships = Memberships(session)
    before, moved_from = memberships.list_bodies(person_id), memberships.find_predecessor(event.subject, orgnr)
    if memberships.save(_membership(event, live=True)):
        gained = {orgnr} - before
        follow_gain(PlacementStore(session), person_id, gained, at=_time(event), moved_from=moved_from)


def end_membership(session: Session, event: ReceivedEvent) -> None:
    """Somebody left a body."""
    person_id, orgnr = event.data.persons[0], event.data.orgs[0]
    if Memberships(session).save(_membership(event, live=False)):
        _follow_loss(session, person_id, {orgnr}, at=_time(event))


def suspend_memberships(session: Session, event: ReceivedEvent) -> None:
    """Somebody was shut out, of all bodies; auth grants their memberships anew when they are let in again."""
    memberships = event.data.codes["memberships"]
    lost = Memberships(session).suspend(memberships, account_version=event.data.version)
    for person_id in event.data.persons:
        _follow_loss(session, person_id, lost, at=_time(event))


def end_superfluous(session: Session, event: ReceivedEvent) -> None:
    """Two accounts were one person's, who had memberships of the same body in both."""
    Memberships(session).end(event.data.codes["memberships"])


def join_accounts(session: Session, event: ReceivedEvent) -> None:
    """Two accounts were one person's."""
    stays, ended = event.data.persons
    join_people(CandidacyStore(session), ended, stays, over=event.data.codes["memberships"])


def _follow_loss(session: Session, person_id: str, orgnrs: Set[str], *, at: datetime) -> None:
    """Leaves alone the bodies that the person still belongs to by another membership."""
    follow_loss(PlacementStore(session), person_id, orgnrs - Memberships(session).list_bodies(person_id), at=at)


def _membership(event: ReceivedEvent, *, live: bool) -> Membership:
    return Membership(
        membership_id=event.subject,
        person_id=event.data.persons[0],
        orgnr=event.data.orgs[0],
        version=event.data.version,
        live=live,
    )


def _time(event: ReceivedEvent) -> datetime:
    return datetime.fromisoformat(event.time)


def succeed_organisation(session: Session, event: ReceivedEvent) -> None:
    """Another body has taken this one's place, as home agency and as host."""
    successor = event.data.codes["successor"]
    Successions(session, Succession).save(event.subject, successor)
    pass_on(CandidacyStore(session), event.subject, successor)


def reserve_candidates(session: Session, event: ReceivedEvent) -> None:
    """All places of a need are agreed."""
    reserve.reserve_candidates(CandidacyStore(session), UUID(event.subject), version=event.data.version)


def note_change(session: Session, event: ReceivedEvent) -> None:
    """A need was edited. The events of before do not say what changed."""
    changed = event.data.codes.get("changed", [])
    reserve.note_change(CandidacyStore(session), UUID(event.subject), changed, version=event.data.version)


def followers(settings: PlacementsSettings) -> list[Follower]:
    """All followers. That of the places has a position of its own: it came later, and reads from the beginning."""

    def return_reserve(session: Session, event: ReceivedEvent) -> None:
        store, version = CandidacyStore(session), event.data.version
        reserve.return_reserve(store, UUID(event.subject), version=version, rules=settings)

    handlers = {"need.filled": reserve_candidates, "need.reopened": return_reserve, "need.updated": note_change}
    return [*FOLLOWERS, Follower(source="needs", name="needs-places", handlers=handlers)]


FOLLOWERS = [
    # with a position of its own: it came later, and reads auth's feed from the beginning where "auth" is past it
    Follower(
        source="auth",
        name="auth-memberships",
        handlers={
            "membership.granted": grant_membership,
            "membership.ended": end_membership,
            "person.disabled": suspend_memberships,
            "person.joined": end_superfluous,
        },
    ),
    Follower(
        source="auth",
        handlers={
            "person.disabled": end_disabled_person,
            "person.joined": join_accounts,
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
