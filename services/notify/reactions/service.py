"""Lets an event, or a new membership, have its effect on tasks, inboxes and deliveries."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from services.kit import clock
from services.notify.deliveries.domain import MailBounds
from services.notify.deliveries.repository import Deliveries
from services.notify.deliveries.service import queue_message
from services.notify.events.domain import IncomingEvent, Party
from services.notify.events.repository import HandledEvents
from services.notify.inbox.models import Announcement
from services.notify.inbox.repository import Inbox
from services.notify.inbox.service import put_message
from services.notify.members.domain import ALL_BODIES, PERSON, audience_of
from services.notify.members.repository import Members
from services.notify.members.service import list_people
from services.notify.preferences.repository import Preferences
from services.notify.reactions.domain import RULES, Notice, Rule
from services.notify.tasks.domain import KIND_OF_PARTY, Kind
from services.notify.tasks.repository import Tasks
from services.notify.tasks.service import open_task, record_answer
from services.scheme.roles import Role


def handle_event(session: Session, event: IncomingEvent, *, mail_since: datetime, bounds: MailBounds) -> None:
    """Open and close tasks and notify those concerned; once, however often a feed repeats the event.

    No mail is made of what happened before `mail_since`: it goes to the inbox only. Raises Unaddressed.
    """
    rule = RULES[event.type]
    event = _to_current_bodies(Members(session), event)
    if not HandledEvents(session).record(event.event_id) or (rule.unless and event.codes.get(rule.unless)):
        return
    _change_tasks(Tasks(session), rule, event)
    for notice in rule.notifies:
        _notify(session, notice, event, mail_since=mail_since, bounds=bounds)


def succeed_organisation(session: Session, event: IncomingEvent, *, mail_since: datetime, bounds: MailBounds) -> None:
    """Give a body's members and tasks to the body that has taken its place, and notify the members of both."""
    predecessor, successor = event.subject, event.codes["successor"]
    members = Members(session)
    members.lock([predecessor, successor])
    members.move_to_body(predecessor, successor)
    for role in Role:
        audiences = audience_of(role, predecessor), audience_of(role, successor)
        Tasks(session).pass_on(*audiences, at=event.at, by=event.type)
    both = replace(event, codes={**event.codes, "predecessor": predecessor})
    handle_event(session, both, mail_since=mail_since, bounds=bounds)


def _to_current_bodies(members: Members, event: IncomingEvent) -> IncomingEvent:
    """The event, with the bodies that have taken the places of those it names. All of them are locked.

    Without the lock an event could miss a member who joins in the meantime.
    """
    members.lock(filter(None, (event.home, event.host)))
    home, host = (body and members.current(body) for body in (event.home, event.host))
    if (home, host) == (event.home, event.host):
        return event
    members.lock(filter(None, (home, host)))
    return replace(event, home=home, host=host)


def _change_tasks(tasks: Tasks, rule: Rule, event: IncomingEvent) -> None:
    if rule.voids_answers:
        tasks.void_answers(event.subject)
    answers = _answers(rule, event)
    for party, decision in answers:
        record_answer(tasks, event, party, decision)
    answered = [KIND_OF_PARTY[party] for party, _ in answers]
    tasks.close(event.subject, [*rule.closes, *answered], at=event.at, by=event.type)
    for kind in rule.opens:
        if kind not in answered:
            open_task(tasks, kind, event)


def _answers(rule: Rule, event: IncomingEvent) -> list[tuple[Party, str]]:
    """The decisions an event brings: of parties that had said yes before, and of the one that decided now."""
    answers = [(party, "approve") for party in event.approved_by]
    if rule.records_answer:
        answers.append((Party(event.codes["party"]), event.codes["decision"]))
    return answers


def _notify(
    session: Session, notice: Notice, event: IncomingEvent, *, mail_since: datetime, bounds: MailBounds
) -> None:
    for recipient in notice.to:
        audience = event.find_audience(recipient)
        if audience is None:
            continue
        announcement = Announcement(
            event_id=event.event_id,
            audience=audience,
            code=notice.code,
            subject=event.subject,
            params=event.params,
            at=event.at,
            mail=notice.mail and event.at >= mail_since,
            sender=event.find_sender(recipient),
            pair=event.pair,
        )
        Inbox(session).announce(announcement)
        for person_id in list_people(session, audience, on=event.day):
            _notify_person(session, announcement, person_id, bounds)


def _notify_person(session: Session, announcement: Announcement, person_id: str, bounds: MailBounds) -> None:
    """Put the announcement into one person's inbox and queue a mail of it; once for each event and person."""
    message = put_message(Inbox(session), announcement, person_id)
    if message is not None and announcement.mail:
        queue_message(session, message, bounds, sender=announcement.sender, pair=announcement.pair)


def join_people(session: Session, ended: str, stays: str) -> None:
    """Give the person the roles, tasks, messages and preferences of the account that ended. Safe to repeat."""
    Members(session).pass_on(ended, stays)
    Inbox(session).pass_on(ended, stays)
    Deliveries(session).pass_on(ended, stays)
    Preferences(session).pass_on(ended, stays)
    audiences = audience_of(PERSON, ended), audience_of(PERSON, stays)
    Tasks(session).pass_on(*audiences, at=clock.now(), by="person.joined")


def grant_membership(
    session: Session,
    membership_id: str,
    *,
    person_id: str,
    orgnr: str,
    roles: Iterable[str],
    since: datetime,
    bounds: MailBounds,
) -> None:
    """Store who has which role, and notify the person of what the role was notified of since then.

    auth's feed and the others are followed side by side: an event may be received before the membership of somebody
    who was a member when it happened.
    """
    roles = list(roles)
    Members(session).lock([orgnr])
    Members(session).keep(membership_id, person_id=person_id, orgnr=orgnr, roles=roles)
    if Role.COORDINATOR in roles:
        Tasks(session).close(orgnr, [Kind.FIND_COORDINATOR], at=since, by="membership.granted")
    audiences = [audience_of(role, body) for role in roles for body in (orgnr, ALL_BODIES)]
    for announcement in Inbox(session).list_announcements(audiences, since=since):
        _notify_person(session, announcement, person_id, bounds)
