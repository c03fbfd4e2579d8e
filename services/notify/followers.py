"""What notify does about other services' events.

Every feed is followed from its beginning: auth's because memberships are a read model, the others because a notify
that starts later than its siblings must not lose the first event of a journey. What that could cost is bounded:
news older than `mail_news_hours` goes to inboxes only, and an event heard twice has no second effect, so neither an
empty database in an old system nor a feed's new epoch mails anybody old news.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.events.follower import Follower, Handler, ReceivedEvent
from services.notify import service
from services.notify.domain import RULES, News
from services.notify.models import Absence
from services.notify.repository import Members
from services.notify.settings import NotifySettings

SOURCES: Mapping[str, str] = {
    "expert": "pool",
    "need": "needs",
    "candidacy": "placements",
    "placement": "placements",
    "opportunity": "matching",
    "plan": "matching",
    "organisation": "auth",
}


def grant_membership(session: Session, event: ReceivedEvent) -> None:
    service.grant_membership(
        session,
        event.subject,
        person_id=event.data.persons[0],
        orgnr=event.data.orgs[0],
        roles=event.data.codes["roles"],
        since=datetime.fromisoformat(event.time),
    )


def end_membership(session: Session, event: ReceivedEvent) -> None:
    Members(session).drop(event.subject)


def disable_person(session: Session, event: ReceivedEvent) -> None:
    Members(session).drop_person(event.data.persons[0])


def keep_absence(session: Session, event: ReceivedEvent) -> None:
    """Somebody is away from a body; told anew where the days change."""
    codes, orgnr = event.data.codes, event.data.orgs[0]
    members = Members(session)
    members.lock([orgnr])
    members.keep_absence(
        Absence(
            absence_id=event.subject,
            person_id=event.data.persons[0],
            orgnr=orgnr,
            start=date.fromisoformat(codes["start"]),
            end=date.fromisoformat(codes["end"]),
        )
    )


def end_absence(session: Session, event: ReceivedEvent) -> None:
    Members(session).drop_absence(event.subject)


def order_letter(session: Session, event: ReceivedEvent) -> None:
    """auth wants a single-use link mailed; address and link are asked for when it is sent."""
    service.order_letter(session, event.id, event.subject)


def news_of(event: ReceivedEvent) -> News:
    """The event with whom it concerns: a profile its home agency, a need its host, a stay both."""
    data, about = event.data, event.type.partition(".")[0]
    body = data.orgs[0] if data.orgs else None
    return News(
        event_id=event.id,
        type=event.type,
        subject=event.subject,
        at=datetime.fromisoformat(event.time),
        person=data.persons[0] if data.persons else None,
        home=body if about in {"expert", "organisation"} else data.codes.get("home_org"),
        host=body if about == "need" else data.codes.get("host_org"),
        codes=data.codes,
    )


def telling(settings: NotifySettings) -> Handler:
    """The one handler of every event that has a rule."""
    mailed_for = timedelta(hours=settings.mail_news_hours)

    def hear(session: Session, event: ReceivedEvent) -> None:
        service.hear(session, news_of(event), mail_since=clock.now() - mailed_for)

    return hear


def followers(settings: NotifySettings) -> list[Follower]:
    """auth, for who has which role; pool, needs, placements and matching, for what people must do or know."""
    hear = telling(settings)
    memberships: Mapping[str, Handler] = {
        "membership.granted": grant_membership,
        "membership.ended": end_membership,
        "person.disabled": disable_person,
        "absence.announced": keep_absence,
        "absence.withdrawn": end_absence,
        "letter.ordered": order_letter,
    }
    heard = {
        source: {kind: hear for kind in RULES if SOURCES[kind.partition(".")[0]] == source}
        for source in set(SOURCES.values())
    }
    return [Follower(source="auth", handlers={**memberships, **heard["auth"]})] + [
        Follower(source=source, handlers=heard[source]) for source in ("pool", "needs", "placements", "matching")
    ]
