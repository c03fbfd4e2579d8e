"""Receives other services' events and hands each to the noun that acts on it.

Every feed is followed from its beginning: auth's because memberships are a read model, the others because a notify
that starts later than its siblings must not lose the first event of a journey. What that could cost is bounded:
news older than `mail_news_hours` goes to inboxes only, and an event received twice has no second effect, so neither
an empty database in an old system nor a feed's new epoch mails anybody old news.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.events.follower import BatchHandler, Follower, Handler, ReceivedEvent
from services.notify.deliveries.domain import MailBounds
from services.notify.deliveries.service import queue_letter
from services.notify.events.domain import IncomingEvent
from services.notify.members.models import Absence
from services.notify.members.repository import Members
from services.notify.members.service import keep_absence
from services.notify.reactions import service as reactions
from services.notify.reactions.domain import RULES
from services.notify.settings import NotifySettings

SOURCES: Mapping[str, str] = {
    "expert": "pool",
    "need": "needs",
    "candidacy": "placements",
    "placement": "placements",
    "amendment": "placements",
    "opportunity": "matching",
    "plan": "matching",
    "organisation": "auth",
}


def membership_handler(bounds: MailBounds) -> Handler:
    """The handler of a new membership, whose person is notified of what its roles were notified of since then."""

    def grant_membership(session: Session, event: ReceivedEvent) -> None:
        reactions.grant_membership(
            session,
            event.subject,
            person_id=event.data.persons[0],
            orgnr=event.data.orgs[0],
            roles=event.data.codes["roles"],
            since=datetime.fromisoformat(event.time),
            bounds=bounds,
        )

    return grant_membership


def end_membership(session: Session, event: ReceivedEvent) -> None:
    Members(session).drop(event.subject)


def disable_person(session: Session, event: ReceivedEvent) -> None:
    Members(session).drop_person(event.data.persons[0])


def join_accounts(session: Session, event: ReceivedEvent) -> None:
    """Two accounts were one person's. Memberships that ended, since the person has others there, ask nobody."""
    stays, ended = event.data.persons
    for membership_id in event.data.codes["memberships"]:
        Members(session).drop(membership_id)
    reactions.join_people(session, ended, stays)


def announce_absence(session: Session, event: ReceivedEvent) -> None:
    """A person is away from a body. auth emits it again where the days change."""
    codes = event.data.codes
    absence = Absence(
        absence_id=event.subject,
        person_id=event.data.persons[0],
        orgnr=event.data.orgs[0],
        start=date.fromisoformat(codes["start"]),
        end=date.fromisoformat(codes["end"]),
    )
    keep_absence(session, absence)


def withdraw_absence(session: Session, event: ReceivedEvent) -> None:
    Members(session).drop_absence(event.subject)


def order_letter(session: Session, event: ReceivedEvent) -> None:
    """auth orders a letter with a single-use link. Its address and link are asked for when it is sent."""
    queue_letter(session, event.id, event.subject)


def incoming(event: ReceivedEvent) -> IncomingEvent:
    """The event with the bodies it concerns: a profile's home, a need's host, both of a candidacy or placement."""
    data, about = event.data, event.type.partition(".")[0]
    body = data.orgs[0] if data.orgs else None
    return IncomingEvent(
        event_id=event.id,
        type=event.type,
        subject=event.subject,
        at=datetime.fromisoformat(event.time),
        person=data.persons[0] if data.persons else None,
        home=body if about in {"expert", "organisation"} else data.codes.get("home_org"),
        host=body if about == "need" else data.codes.get("host_org"),
        codes=data.codes,
    )


def rule_handler(settings: NotifySettings, bounds: MailBounds) -> BatchHandler:
    """The handler of the events that have a rule."""
    mailed_for = timedelta(hours=settings.mail_news_hours)

    def handle(session: Session, events: Sequence[ReceivedEvent]) -> None:
        ruled = [incoming(event) for event in events]
        reactions.handle_events(session, ruled, mail_since=clock.now() - mailed_for, bounds=bounds)

    return handle


def succession_handler(settings: NotifySettings, bounds: MailBounds) -> Handler:
    """The handler of a body whose place another has taken."""
    mailed_for = timedelta(hours=settings.mail_news_hours)

    def succeed(session: Session, event: ReceivedEvent) -> None:
        reactions.succeed_organisation(session, incoming(event), mail_since=clock.now() - mailed_for, bounds=bounds)

    return succeed


def mail_bounds(settings: NotifySettings) -> MailBounds:
    return MailBounds(
        from_one=settings.mails_from_one,
        about_pair=settings.mails_about_pair,
        at_any_time=not settings.quiet_hours,
    )


def followers(settings: NotifySettings) -> list[Follower]:
    """The followers of auth, for who has which role, and of the others, for what people must do or know."""
    bounds = mail_bounds(settings)
    handle = rule_handler(settings, bounds)
    own: Mapping[str, Handler] = {
        "membership.granted": membership_handler(bounds),
        "membership.ended": end_membership,
        "person.disabled": disable_person,
        "person.joined": join_accounts,
        "absence.announced": announce_absence,
        "absence.withdrawn": withdraw_absence,
        "letter.ordered": order_letter,
        "organisation.succeeded": succession_handler(settings, bounds),
    }
    ruled = {
        source: {kind: handle for kind in RULES if SOURCES[kind.partition(".")[0]] == source and kind not in own}
        for source in dict.fromkeys(SOURCES.values())
    }
    return [
        Follower(source=source, handlers=own if source == "auth" else {}, batch_handlers=kinds)
        for source, kinds in ruled.items()
    ]
