"""The use cases of notify."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.language import Language
from services.kit.pagination import Found, Paging
from services.notify.domain import (
    DECIDING,
    EVERYWHERE,
    KIND_OF_PARTY,
    RULES,
    TASKS,
    Errand,
    Kind,
    Letter,
    LetterErrand,
    News,
    Party,
    Rule,
    Tell,
    call_for,
    day_of,
    due_of,
    waiting_for,
)
from services.notify.models import Announcement, Delivery, Message, PartyAnswer, Preference, Task
from services.notify.repository import Deliveries, Inbox, Members, Preferences, Tasks
from services.notify.schemas import MessageRead, PreferencesRead, PreferencesUpdate, TaskRead
from services.notify.templates import rendered
from services.notify.texts import day_in_words, letter_text, message_text, task_text


def hear(session: Session, news: News, *, mail_since: datetime) -> None:
    """Let an event open and close tasks and be told to those it concerns; once, however often a feed tells it.

    What happened before `mail_since` goes to the inbox only. Raises Unaddressed.
    """
    inbox, rule = Inbox(session), RULES[news.type]
    Members(session).lock(filter(None, (news.home, news.host)))  # else a new member's look and ours miss each other
    if inbox.heard(news.event_id) or (rule.gives_way_to and news.codes.get(rule.gives_way_to)):
        return
    _keep_answers(Tasks(session), rule, news)
    _move_tasks(Tasks(session), rule, news)
    for tell in rule.tells:
        _tell(inbox, tell, news, mail_since=mail_since)


def _keep_answers(tasks: Tasks, rule: Rule, news: News) -> None:
    if rule.voids:
        tasks.void_answers(news.subject)
    for party in news.decided:
        tasks.keep_answer(_answer(news, party, "approve"))
    if rule.party_answers:
        tasks.keep_answer(_answer(news, Party(news.codes["party"]), news.codes["decision"]))


def _answer(news: News, party: Party, decision: str) -> PartyAnswer:
    version = news.codes["terms_version"]
    return PartyAnswer(subject=news.subject, party=party, decision=decision, terms_version=version, at=news.at)


def _move_tasks(tasks: Tasks, rule: Rule, news: News) -> None:
    done = [KIND_OF_PARTY[Party(news.codes["party"])]] if rule.party_answers else []
    done += [KIND_OF_PARTY[party] for party in news.decided]
    tasks.close(news.subject, [*rule.closes, *done], at=news.at, by=news.type)
    for kind in rule.opens:
        if kind not in done:
            _open_task(tasks, kind, news)


def _open_task(tasks: Tasks, kind: Kind, news: News) -> None:
    """Open the task, or bring the one that is open up to date."""
    rule = TASKS[kind]
    audience = news.address(rule.audience)
    due = due_of(rule, news.codes) or (tasks.find_last_due(news.subject) if rule.due else None)
    task = tasks.find_open(news.subject, kind, audience)
    if task is None:
        task = Task(kind=kind, subject=news.subject, audience=audience, opened_at=news.at)
    else:
        task.version += 1
    task.due, task.terms_version = due, news.codes.get("terms_version", task.terms_version)
    tasks.add(task)


def _tell(inbox: Inbox, tell: Tell, news: News, *, mail_since: datetime) -> None:
    for audience in filter(None, (news.find_address(audience) for audience in tell.to)):
        announcement = Announcement(
            event_id=news.event_id,
            audience=audience,
            code=tell.code,
            subject=news.subject,
            params=news.params,
            at=news.at,
            mail=tell.mail and news.at >= mail_since,
        )
        inbox.announce(announcement)
        for person_id in _people(inbox.session, audience, at=news.at):
            _put(inbox, announcement, person_id)


def _people(session: Session, audience: str, *, at: datetime) -> Sequence[str]:
    role, _, concerned = audience.partition(":")
    if role == "person":
        return [concerned]
    if concerned == EVERYWHERE:
        return Members(session).list_persons(None, role)
    return Members(session).list_present(concerned, role, on=day_of(at))


def list_tasks(
    tasks: Tasks, caller_id: str, audiences: Iterable[str], *, closed_too: bool, paging: Paging
) -> Found[Task]:
    """What waits for the caller: not for a role in a body they are away from today, while another is there to ask.

    The substitute has the role, and so sees what waited before.
    """
    asked = [one for one in audiences if _is_asked(tasks.session, caller_id, one)]
    return tasks.list_for(asked, closed_too=closed_too, paging=paging)


def _is_asked(session: Session, caller_id: str, audience: str) -> bool:
    role, _, concerned = audience.partition(":")
    if role == "person" or concerned == EVERYWHERE:
        return True
    members, today = Members(session), clock.today()
    away = members.list_away(concerned, on=today)
    return caller_id not in away or caller_id in members.list_present(concerned, role, on=today)


def _put(inbox: Inbox, announcement: Announcement, person_id: str) -> None:
    """Put it into one inbox, once an event and person, with a delivery unless mail is turned off."""
    if inbox.has(announcement.event_id, person_id):
        return
    told = announcement.model_dump(include={"event_id", "code", "subject", "params", "at"})
    message = inbox.add(Message(person_id=person_id, **told))
    preference = Preferences(inbox.session).find(person_id)
    if announcement.mail and (preference is None or preference.email != "off"):
        delivery = Delivery(message_id=message.id, event_id=message.event_id, person_id=person_id)
        Deliveries(inbox.session).add(delivery)


def grant_membership(
    session: Session, membership_id: str, *, person_id: str, orgnr: str, roles: Iterable[str], since: datetime
) -> None:
    """Keep who has which role, and tell them what was told to that role from then on.

    auth's feed and the others are followed side by side: an event may be heard before the membership of somebody
    who was a member when it happened.
    """
    roles = list(roles)
    Members(session).lock([orgnr])
    Members(session).keep(membership_id, person_id=person_id, orgnr=orgnr, roles=roles)
    inbox = Inbox(session)
    if "coordinator" in roles:
        Tasks(session).close(orgnr, [Kind.FIND_COORDINATOR], at=since, by="membership.granted")
    audiences = [f"{role}:{body}" for role in roles for body in (orgnr, EVERYWHERE)]
    for announcement in inbox.list_announcements(audiences, since=since):
        _put(inbox, announcement, person_id)


def show_tasks(tasks: Tasks, found: Sequence[Task], *, language: Language) -> list[TaskRead]:
    answers = tasks.list_answers(task.subject for task in found)
    return [_shown(task, answers.get(task.subject, []), language) for task in found]


def show_task(tasks: Tasks, task: Task, *, language: Language) -> TaskRead:
    return show_tasks(tasks, [task], language=language)[0]


def _shown(task: Task, answers: Sequence[PartyAnswer], language: Language) -> TaskRead:
    kind, is_open = Kind(task.kind), task.closed_at is None
    answered = answers if kind in DECIDING else []
    call = call_for(kind, subject=task.subject, terms_version=task.terms_version, today=clock.today())
    return TaskRead.of(
        task,
        text=task_text(kind, _params(task), language),
        waiting_for=waiting_for(kind, is_open=is_open, answered=[Party(answer.party) for answer in answered]),
        answered=answered,
        call=call if is_open else None,
    )


def _params(task: Task) -> dict[str, Any]:
    return {} if task.terms_version is None else {"terms_version": task.terms_version}


def show_message(message: Message, *, language: Language) -> MessageRead:
    title, text = message_text(message.code, message.params, language)
    return MessageRead.of(message, title=title, text=text)


def mark_read(inbox: Inbox, message: Message) -> Message:
    """Note the first reading; a later one changes nothing."""
    if message.read_at is None:
        message.read_at = clock.now()
        message.version += 1
        inbox.add(message)
    return message


def show_preferences(preferences: Preferences, person_id: str) -> PreferencesRead:
    return PreferencesRead.of(preferences.find(person_id) or Preference(person_id=person_id))


def update_preferences(preferences: Preferences, preference: Preference, asked: PreferencesUpdate) -> PreferencesRead:
    preference.email, preference.language = asked.email, asked.language
    preference.version += 1
    preferences.keep(preference)
    return PreferencesRead.of(preference)


def order_letter(session: Session, event_id: str, letter_id: str) -> None:
    """Put a letter on its way; once, however often its order is told."""
    if not Inbox(session).heard(event_id):
        Deliveries(session).add(Delivery(letter_id=letter_id, event_id=event_id))


def claim_errand(session: Session, delivery_id: UUID, *, at: datetime) -> Errand | LetterErrand | None:
    """What to send, claimed for the time of a lease; None where another worker was first."""
    delivery = Deliveries(session).claim(delivery_id, at=at)
    if delivery is None:
        return None
    if delivery.letter_id is not None:
        return LetterErrand(delivery_id=delivery.id, tries=delivery.tries, letter_id=delivery.letter_id)
    return _message_errand(session, delivery)


def _message_errand(session: Session, delivery: Delivery) -> Errand:
    assert delivery.message_id is not None  # the table's own rule
    assert delivery.person_id is not None
    message, preference = Inbox(session).get(delivery.message_id), Preferences(session).find(delivery.person_id)
    return Errand(
        delivery_id=delivery.id,
        tries=delivery.tries,
        person_id=delivery.person_id,
        code=message.code,
        params=message.params,
        wanted=preference is None or preference.email != "off",
        language=preference.language if preference else None,
    )


def write_ordered(
    delivery_id: UUID,
    *,
    purpose: str,
    email: str,
    body: str | None,
    link: str,
    expires_at: datetime,
    language: Language,
) -> Letter:
    """The letter that carries a link to an address; whose it is, is what the link will show."""
    title, text = letter_text(purpose, body=body, language=language)
    until = day_in_words(expires_at.isoformat(), language)
    content = rendered("link", language, text=text, link=link, until=until)
    return Letter(delivery_id=delivery_id, to=email, name="", subject=title, text=content, language=language)


def write_letter(errand: Errand, *, name: str, email: str, language: Language, origin: str) -> Letter:
    """The letter, in the language the person chose here, else in that of the account."""
    language = Language(errand.language) if errand.language else language
    title, text = message_text(errand.code, errand.params, language)
    body = rendered("letter", language, name=name, text=text, origin=origin)
    return Letter(delivery_id=errand.delivery_id, to=email, name=name, subject=title, text=body, language=language)
