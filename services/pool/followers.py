"""What the pool does about other services' events."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.data.successions import Successions
from services.kit.events.follower import Follower, ReceivedEvent
from services.pool.domain import Kind, Reason, kinds_shown_anew
from services.pool.models import (
    BusyPeriod,
    Disclosure,
    EndedMembership,
    Expert,
    LendingCap,
    Membership,
    Organisation,
    Succession,
)
from services.pool.repository.experts import Experts
from services.pool.repository.renames import Renames
from services.pool.service import experts as service
from services.pool.settings import PoolSettings
from services.scheme import reasons
from services.scheme.roles import Role


def save_organisation(session: Session, event: ReceivedEvent) -> None:
    """A body joined. Its people's profiles show its sector and level, where enough bodies share them."""
    experts, codes = Experts(session), event.data.codes
    before = experts.count_bodies()
    experts.save_organisation(Organisation(orgnr=event.subject, level=codes["level"], sector=codes["sector"]))
    _publish_kinds(experts, event.subject, before=before)


def withdraw_experts(session: Session, event: ReceivedEvent) -> None:
    """A body left the scheme. It lends nobody any more, and no longer counts among the bodies of its kind."""
    experts = Experts(session)
    for expert in experts.list_live_at_homes_locked([event.subject]):
        service.end_expert(experts, expert, reason=Reason.NO_EMPLOYER_PERMISSION)
    before = experts.count_bodies()
    experts.delete_organisation(event.subject)
    _publish_kinds(experts, event.subject, before=before)


def succeed_organisation(session: Session, event: ReceivedEvent) -> None:
    """Another body has taken this one's place: its people, their endorsements and what it may read pass to that one."""
    experts, successor = Experts(session), event.data.codes["successor"]
    Successions(session, Succession).save(event.subject, successor)
    service.pass_on(experts, event.subject, successor)
    before = experts.count_bodies()
    experts.delete_organisation(event.subject)
    _publish_kinds(experts, successor, before=before)


def _publish_kinds(experts: Experts, orgnr: str, *, before: Mapping[Kind, int]) -> None:
    """Publish the profiles of the body's own people again, and of every home whose kind is now shown, or now hidden.

    Profiles that are not endorsed are locked too: one that is being endorsed was published by the earlier numbers.
    """
    homes = experts.bodies_of(kinds_shown_anew(before, experts.count_bodies())) | {orgnr}
    for expert in experts.list_live_at_homes_locked(homes):
        experts.publish(expert)


def save_policy(session: Session, event: ReceivedEvent) -> None:
    """A body decided how many people it lends at the same time. Matching reads it in their states."""
    experts = Experts(session)
    cap = event.data.codes["lending_cap"]
    experts.save_lending_cap(LendingCap(orgnr=event.subject, version=event.data.version, cap=cap))
    for expert in experts.list_endorsed_locked(event.subject):
        experts.publish(expert)


def grant_membership(session: Session, event: ReceivedEvent) -> None:
    """Somebody belongs to a body, perhaps again. A coordinator is one for whom profiles can wait."""
    for person_id in event.data.persons:
        Experts(session).memberships.delete_ended(person_id, event.data.orgs[0])
    if Role.COORDINATOR in event.data.codes["roles"]:
        Experts(session).save_coordinator(event.subject, event.data.orgs[0])
    else:
        Experts(session).delete_coordinator(event.subject)


def end_membership(session: Session, event: ReceivedEvent) -> None:
    """Somebody left a body. They neither coordinate it nor are lent by it any more."""
    experts, person_id, orgnr = Experts(session), event.data.persons[0], event.data.orgs[0]
    experts.delete_coordinator(event.subject)
    ended_at = datetime.fromisoformat(event.time)
    experts.memberships.save_ended(EndedMembership(person_id=person_id, orgnr=orgnr, ended_at=ended_at))
    for expert in experts.list_live_locked(person_id, home_org=orgnr):
        service.end_expert(experts, expert, reason=Reason.NO_EMPLOYER_PERMISSION)


def save_membership(session: Session, event: ReceivedEvent) -> None:
    """Somebody belongs to a body. Where that is not their profile's home agency, it can't borrow them."""
    _save_membership(session, event, live=True)


def save_ended_membership(session: Session, event: ReceivedEvent) -> None:
    """Somebody left a body, which can borrow them from now on."""
    _save_membership(session, event, live=False)


def _save_membership(session: Session, event: ReceivedEvent, *, live: bool) -> None:
    """Locks the person's profile: one that is being endorsed is published without what it could not see yet."""
    experts, person_id, orgnr = Experts(session), event.data.persons[0], event.data.orgs[0]
    membership = Membership(
        membership_id=event.subject, person_id=person_id, orgnr=orgnr, version=event.data.version, live=live
    )
    if experts.memberships.save(membership):
        for expert in experts.list_live_locked(person_id):
            if experts.memberships.index_bodies(expert):
                experts.publish(expert)


def disable_person(session: Session, event: ReceivedEvent) -> None:
    """Somebody was shut out. They coordinate no body any more, and their profile is withdrawn."""
    experts = Experts(session)
    for membership_id in event.data.codes["memberships"]:
        experts.delete_coordinator(membership_id)
    for expert in experts.list_live_locked(event.data.persons[0]):
        service.end_expert(experts, expert, reason=Reason.OTHER)


def note_rename(session: Session, event: ReceivedEvent) -> None:
    """Somebody has another name. The event does not hold it: a job asks auth (`jobs.read_names`)."""
    for person_id in event.data.persons:
        Renames(session).note(person_id, event.data.version)


def end_superfluous(session: Session, event: ReceivedEvent) -> None:
    """Two accounts were one person's, who had memberships of the same body in both."""
    Experts(session).memberships.end(event.data.codes["memberships"])


def join_accounts(session: Session, event: ReceivedEvent) -> None:
    """Two accounts were one person's. Memberships that ended, since the person has others there, coordinate nothing."""
    experts, (stays, ended) = Experts(session), event.data.persons
    for membership_id in event.data.codes["memberships"]:
        experts.delete_coordinator(membership_id)
    experts.memberships.end(event.data.codes["memberships"])
    service.join_people(experts, ended, stays)
    Renames(session).note(stays, event.data.version)  # a profile of the account that ended may have another name


def disclose(settings: PoolSettings) -> Callable[[Session, ReceivedEvent], None]:
    """The expert applied, or said yes to an invitation. That host may read the named profile for a while."""

    def grant(session: Session, event: ReceivedEvent) -> None:
        experts = Experts(session)
        ends_at = datetime.fromisoformat(event.time) + timedelta(days=settings.disclosure_days)
        if experts.find_locked(UUID(event.data.codes["expert_id"])) is not None:
            experts.disclose(_disclosure(event, ends_at=ends_at))

    return grant


def follow_stay(settings: PoolSettings) -> Callable[[Session, ReceivedEvent], None]:
    """The host may read the named profile until the stay is over and its reports are due, wherever its days move."""

    def follow(session: Session, event: ReceivedEvent) -> None:
        experts = Experts(session)
        if experts.find_locked(UUID(event.data.codes["expert_id"])) is not None:
            _prolong_disclosure(experts, event, settings)

    return follow


def _prolong_disclosure(experts: Experts, event: ReceivedEvent, settings: PoolSettings) -> None:
    last = date.fromisoformat(event.data.codes["end"]) + timedelta(days=settings.report_days)
    experts.prolong_disclosure(_disclosure(event, ends_at=clock.end_of(last)))


def end_disclosure(session: Session, event: ReceivedEvent) -> None:
    """End a host's access for good, in whatever order the events of candidacy and placement arrive."""
    experts = Experts(session)
    if experts.find_locked(UUID(event.data.codes["expert_id"])) is not None:
        experts.end_disclosure(_disclosure(event, ends_at=clock.now()))


def _disclosure(event: ReceivedEvent, *, ends_at: datetime) -> Disclosure:
    codes = event.data.codes
    return Disclosure(
        candidacy_id=codes.get("candidacy_id", event.subject),
        expert_id=UUID(codes["expert_id"]),
        host_org=codes["host_org"],
        need_id=codes["need_id"],
        ends_at=ends_at,
    )


def move_period(settings: PoolSettings) -> Callable[[Session, ReceivedEvent], None]:
    """A placement is agreed, or its days moved. They are taken, and the host may read the profile until after them."""

    def move(session: Session, event: ReceivedEvent) -> None:
        experts, codes = Experts(session), event.data.codes
        expert = experts.find_locked(UUID(codes["expert_id"]))
        if expert is None:
            return
        starts, ends = date.fromisoformat(codes["start"]), date.fromisoformat(codes["end"])
        experts.save_busy(BusyPeriod(placement_id=event.subject, expert_id=expert.id, starts=starts, ends=ends))
        _prolong_disclosure(experts, event, settings)
        _publish_profiles(experts, expert)

    return move


def end_early(settings: PoolSettings) -> Callable[[Session, ReceivedEvent], None]:
    """A stay ended before its time. Its days are free; the host has reports to write, unless nobody came."""
    prolong = follow_stay(settings)

    def end(session: Session, event: ReceivedEvent) -> None:
        codes = event.data.codes
        # an event from before stays were amended does not say the day, and ended the disclosure
        if "end" not in codes or codes["reason"] == reasons.Reason.NO_SHOW:
            end_disclosure(session, event)
        else:
            prolong(session, event)
        _release_days(session, event)

    return end


def release_period(session: Session, event: ReceivedEvent) -> None:
    """A placement came to nothing. Its days are free, and the host reads the profile no more."""
    end_disclosure(session, event)
    _release_days(session, event)


def _release_days(session: Session, event: ReceivedEvent) -> None:
    experts = Experts(session)
    experts.delete_busy(event.subject)
    expert = experts.find_locked(UUID(event.data.codes["expert_id"]))
    if expert is not None:
        _publish_profiles(experts, expert)


def _publish_profiles(experts: Experts, expert: Expert) -> None:
    """Publish the profile that was placed, and the one the person has now, if they have signed up again since."""
    for shown in {one.id: one for one in (expert, *experts.list_live_locked(expert.person_id))}.values():
        experts.publish(shown)


# with a position of its own: it came later, and reads auth's feed from the beginning where "auth" is past it
_MEMBERSHIPS = Follower(
    source="auth",
    name="auth-memberships",
    handlers={
        "membership.granted": save_membership,
        "membership.ended": save_ended_membership,
        "person.joined": end_superfluous,
    },
)


def followers(settings: PoolSettings) -> list[Follower]:
    """auth, for bodies and memberships; placements, for busy periods and disclosures."""
    grant, prolong, move = disclose(settings), follow_stay(settings), move_period(settings)
    return [
        _MEMBERSHIPS,
        Follower(
            source="auth",
            handlers={
                "organisation.joined": save_organisation,
                "organisation.policy_changed": save_policy,
                "organisation.left": withdraw_experts,
                "organisation.succeeded": succeed_organisation,
                "membership.granted": grant_membership,
                "membership.ended": end_membership,
                "person.disabled": disable_person,
                "person.joined": join_accounts,
                "person.renamed": note_rename,
            },
        ),
        Follower(
            source="placements",
            handlers={
                "candidacy.applied": grant,
                "candidacy.interested": grant,
                "candidacy.accepted": grant,
                "candidacy.declined": end_disclosure,
                "candidacy.withdrawn": end_disclosure,
                "candidacy.not_selected": end_disclosure,
                "candidacy.expired": end_disclosure,
                "placement.proposed": prolong,
                "placement.terms_changed": prolong,
                "placement.agreed": move,
                "placement.changed": move,
                "placement.rejected": release_period,
                "placement.cancelled": release_period,
                "placement.expired": release_period,
                "placement.ended_early": end_early(settings),
            },
        ),
    ]
