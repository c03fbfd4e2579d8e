"""Lets events, or a new membership, have their effect on tasks, inboxes and deliveries."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from services.kit import clock
from services.notify.deliveries.domain import MailBounds
from services.notify.deliveries.repository import Deliveries
from services.notify.deliveries.service.queues import queue_mails
from services.notify.digests.repository import Digests
from services.notify.events.domain import IncomingEvent, Party
from services.notify.events.repository import HandledEvents
from services.notify.inbox.domain import News
from services.notify.inbox.repository import Inbox
from services.notify.inbox.service import put_messages
from services.notify.mailboxes.repository import Mailboxes
from services.notify.mailboxes.service import list_recipients
from services.notify.members.domain import ALL_BODIES, PERSON, audience_of
from services.notify.members.repository import Members
from services.notify.members.service import list_people
from services.notify.preferences.repository import Preferences, UnsubscribeLinks
from services.notify.reactions.domain import RULES, Rule
from services.notify.tasks.domain import Kind, SubjectTasks, kinds_of_party
from services.notify.tasks.repository import Tasks
from services.notify.tasks.service import keep_answer, open_task
from services.scheme.roles import Role


def handle_events(
    session: Session, events: Sequence[IncomingEvent], *, mail_since: datetime, bounds: MailBounds
) -> None:
    """Open and close tasks and notify those concerned; once, however often a feed repeats an event.

    What is needed of the database is read for all events at once, and what they change is written at once: the same as
    one event after the other. No mail is made of what happened before `mail_since`: it goes to the inbox only. Raises
    Unaddressed.
    """
    ruled = _first_received(session, _to_current_bodies(Members(session), events))
    _change_tasks(Tasks(session), ruled)
    for body in [event.subject for rule, event in ruled if rule.ends_mailbox]:
        Mailboxes(session).drop(body)
    told = [news for rule, event in ruled for news in _news_of(rule, event, mail_since=mail_since)]
    Inbox(session).announce(news for news, _ in told)
    people = list_people(session, {(news.audience, day) for news, day in told})
    addressed = [(news, person_id) for news, day in told for person_id in people[news.audience, day]]
    mailboxes = list_recipients(session, {news.audience for news, _ in told if news.mail})
    addressed += [(news, one) for news, _ in told if news.mail for one in mailboxes.get(news.audience, [])]
    _notify(session, addressed, bounds)


def succeed_organisation(session: Session, event: IncomingEvent, *, mail_since: datetime, bounds: MailBounds) -> None:
    """Give a body's members and tasks to the body that has taken its place, and notify the members of both."""
    predecessor, successor = event.subject, event.codes["successor"]
    members = Members(session)
    members.lock([predecessor, successor])
    members.move_to_body(predecessor, successor)
    Mailboxes(session).drop(predecessor)
    for role in Role:
        audiences = audience_of(role, predecessor), audience_of(role, successor)
        Tasks(session).pass_on(*audiences, at=event.at, by=event.type)
    both = replace(event, codes={**event.codes, "predecessor": predecessor})
    handle_events(session, [both], mail_since=mail_since, bounds=bounds)


def _to_current_bodies(members: Members, events: Sequence[IncomingEvent]) -> list[IncomingEvent]:
    """The events, with the bodies that have taken the places of those they name. All of them are locked.

    Without the lock an event could miss a member who joins in the meantime.
    """
    current = members.lock_current(body for event in events for body in (event.home, event.host) if body)
    return [
        replace(event, home=event.home and current[event.home], host=event.host and current[event.host])
        for event in events
    ]


def _first_received(session: Session, events: Sequence[IncomingEvent]) -> list[tuple[Rule, IncomingEvent]]:
    """The events that were not received before and have an effect, each once and with its rule."""
    new = HandledEvents(session).record(event.event_id for event in events)
    first: dict[str, tuple[Rule, IncomingEvent]] = {}
    for event in events:
        if event.event_id in new:
            first.setdefault(event.event_id, (RULES[event.type], event))
    return [(rule, event) for rule, event in first.values() if not (rule.unless and event.codes.get(rule.unless))]


def _change_tasks(tasks: Tasks, ruled: Sequence[tuple[Rule, IncomingEvent]]) -> None:
    """Open and close the tasks about what the events are about, event by event."""
    changing = [(rule, event) for rule, event in ruled if rule.changes_tasks or event.approved_by]
    if not changing:
        return
    about = tasks.list_about_locked(dict.fromkeys(event.subject for _, event in changing))
    for rule, event in changing:
        _change_tasks_about(about[event.subject], rule, event)
    tasks.save(about.values())


def _change_tasks_about(about: SubjectTasks, rule: Rule, event: IncomingEvent) -> None:
    if rule.voids_answers:
        about.void_answers()
    answers = _answers(rule, event)
    for party, decision in answers:
        keep_answer(about, event, party, decision)
    answered = [kind for party, _ in answers for kind in kinds_of_party(party)]
    about.close([*rule.closes, *answered], at=event.at, by=event.type)
    for kind in rule.opens:
        if kind not in answered:
            open_task(about, kind, event)


def _answers(rule: Rule, event: IncomingEvent) -> list[tuple[Party, str]]:
    """The decisions an event brings: of parties that had said yes before, and of the one that decided now."""
    answers = [(party, "approve") for party in event.approved_by]
    if rule.records_answer:
        answers.append((Party(event.codes["party"]), event.codes["decision"]))
    return answers


def _news_of(rule: Rule, event: IncomingEvent, *, mail_since: datetime) -> Iterator[tuple[News, date]]:
    """What the event's audiences are notified of, and the day whose members are."""
    for notice in rule.notifies:
        for recipient in notice.to:
            audience = event.find_audience(recipient)
            if audience is not None:
                news = News(
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
                yield news, event.day


def _notify(session: Session, addressed: Iterable[tuple[News, str]], bounds: MailBounds) -> None:
    """Put news into people's inboxes and queue mails of it; once for each event and person."""
    queue_mails(session, put_messages(Inbox(session), addressed), bounds)


def join_people(session: Session, ended: str, stays: str) -> None:
    """Give the person the roles, tasks, messages and preferences of the account that ended. Safe to repeat."""
    Members(session).pass_on(ended, stays)
    Inbox(session).pass_on(ended, stays)
    Deliveries(session).pass_on(ended, stays)
    Preferences(session).pass_on(ended, stays)
    UnsubscribeLinks(session).pass_on(ended, stays)
    Digests(session).pass_on(ended, stays)
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
    announced = Inbox(session).list_announced(audiences, since=since)
    _notify(session, [(news, person_id) for news in announced], bounds)
