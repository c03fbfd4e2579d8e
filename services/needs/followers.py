"""What needs does about other services' events."""

from uuid import UUID

from sqlalchemy.orm import Session

from services.kit.data.successions import Successions
from services.kit.events.follower import Follower, ReceivedEvent
from services.needs import service
from services.needs.domain import Outcome, Phase
from services.needs.models import Case, Organisation, Succession
from services.needs.repository.needs import Needs

AGREED = "agreed"  # placements' word for the state in which a placement holds a place


def save_organisation(session: Session, event: ReceivedEvent) -> None:
    """A body joined. Its needs carry its sector and level."""
    needs, codes = Needs(session), event.data.codes
    needs.save_organisation(Organisation(orgnr=event.subject, level=codes["level"], sector=codes["sector"]))
    for need in needs.list_published_locked(event.subject):
        needs.publish(need)


def close_needs(session: Session, event: ReceivedEvent) -> None:
    """A body left the scheme. Nobody can go there any more."""
    needs = Needs(session)
    for need in needs.list_live_locked(event.subject):
        service.end_need(needs, need, outcome=Outcome.NO_LONGER_REQUIRED)


def join_accounts(session: Session, event: ReceivedEvent) -> None:
    """Two accounts were one person's, who has posted the needs of both."""
    stays, ended = event.data.persons
    Needs(session).pass_on(ended, stays)


def succeed_organisation(session: Session, event: ReceivedEvent) -> None:
    """Another body has taken this one's place. Its needs are that one's now."""
    successor = event.data.codes["successor"]
    Successions(session, Succession).save(event.subject, successor)
    service.pass_on(Needs(session), event.subject, successor)


def take_place(session: Session, event: ReceivedEvent) -> None:
    """A placement is agreed, and takes a place."""
    needs = Needs(session)
    need = needs.find_locked(UUID(event.data.codes["need_id"]))
    if need is not None:
        service.take_place(needs, need, placement_id=event.subject)


def give_back_place(session: Session, event: ReceivedEvent) -> None:
    """A placement ended before its time, and gives its place back."""
    needs = Needs(session)
    need = needs.find_locked(UUID(event.data.codes["need_id"]))
    if need is not None:
        service.give_back_place(needs, need, placement_id=event.subject)


def give_back_cancelled(session: Session, event: ReceivedEvent) -> None:
    """A placement was cancelled. It held a place only if it was agreed."""
    if event.data.codes["was"] == AGREED:
        give_back_place(session, event)


def open_case(session: Session, event: ReceivedEvent) -> None:
    """Somebody applied or was invited."""
    need_id = UUID(event.data.codes["need_id"])
    Needs(session).save_case(Case(candidacy_id=event.subject, need_id=need_id, phase=Phase.OPEN))


def agree_case(session: Session, event: ReceivedEvent) -> None:
    """All three agreed. The need waits for the first day of the stay."""
    _save_case(Needs(session), event, Phase.AGREED)


def begin_case(session: Session, event: ReceivedEvent) -> None:
    """A stay has begun. A need whose stays all have is closed."""
    needs = Needs(session)
    _save_case(needs, event, Phase.BEGUN)
    service.close_where_settled(needs, UUID(event.data.codes["need_id"]))


def end_case(session: Session, event: ReceivedEvent) -> None:
    """A candidacy came to nothing, or the placement that it led to did. A lapsed need closes with its last one."""
    needs = Needs(session)
    needs.delete_case(event.data.codes.get("candidacy_id", event.subject))
    service.close_where_settled(needs, UUID(event.data.codes["need_id"]))


def _save_case(needs: Needs, event: ReceivedEvent, phase: Phase) -> None:
    codes = event.data.codes
    needs.save_case(Case(candidacy_id=codes["candidacy_id"], need_id=UUID(codes["need_id"]), phase=phase))


FOLLOWERS = [
    Follower(
        source="auth",
        handlers={
            "organisation.joined": save_organisation,
            "organisation.left": close_needs,
            "person.joined": join_accounts,
            "organisation.succeeded": succeed_organisation,
        },
    ),
    # with a position of its own: it came later, and reads the feed from the beginning where "placements" is past it
    Follower(
        source="placements",
        name="placements-cases",
        handlers={
            "candidacy.applied": open_case,
            "candidacy.invited": open_case,
            "candidacy.declined": end_case,
            "candidacy.withdrawn": end_case,
            "candidacy.not_selected": end_case,
            "candidacy.expired": end_case,
            "placement.agreed": agree_case,
            "placement.started": begin_case,
            "placement.rejected": end_case,
            "placement.cancelled": end_case,
            "placement.expired": end_case,
        },
    ),
    Follower(
        source="placements",
        handlers={
            "placement.agreed": take_place,
            "placement.cancelled": give_back_cancelled,
            "placement.ended_early": give_back_place,
        },
    ),
]
