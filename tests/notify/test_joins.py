"""Two accounts turn out to be one person's: tasks, messages, deliveries and roles follow."""

from uuid import uuid4

from sqlalchemy import select
from sqlmodel import col

from services.kit.data.database import Database
from services.notify.deliveries.models import Delivery
from services.notify.digests.models import DigestLine
from services.notify.inbox.models import Message
from services.notify.members.models import Membership
from services.notify.preferences.models import Preference, UnsubscribeLink
from services.notify.preferences.repository import UnsubscribeLinks
from services.notify.tasks.models import Task
from tests.notify.factories import Story, an_event, handle, member
from tests.notify.mailing import choose
from tests.support.callers import BAERUM


def joined(database: Database, *, stays: str, ended: str, over: tuple[str, ...] = ()) -> None:
    for _ in range(2):  # an event may arrive twice
        handle(database, an_event("person.joined", stays, persons=[stays, ended], memberships=list(over)))


def test_what_waits_for_the_account_that_ended_waits_for_the_person(database: Database) -> None:
    story, stays = Story(), str(uuid4())
    handle(database, story.proposed(decided=[]))
    joined(database, stays=stays, ended=story.employee)
    with database.read() as session:
        mine = select(Task).where(col(Task.audience) == f"person:{stays}")
        assert [task.kind for task in session.scalars(mine)] == ["decide_as_employee"]
        assert set(session.scalars(select(col(Message.person_id)))) <= {stays}
        assert set(session.scalars(select(col(Delivery.person_id)))) <= {stays}


def test_of_two_tasks_and_messages_about_the_same_one_stays(database: Database) -> None:
    """Both accounts coordinate the home agency, and were notified of the same events."""
    story, (stays, ended) = Story(), (member(database, "coordinator", BAERUM) for _ in range(2))
    handle(database, story.event("expert.withdrawn", reason="other"), story.event("expert.submitted"))
    joined(database, stays=stays, ended=ended)
    with database.read() as session:
        events = list(session.scalars(select(col(Message.event_id)).where(col(Message.person_id) == stays)))
        assert len(events) == len(set(events))
        assert session.scalars(select(Message).where(col(Message.person_id) == ended)).all() == []
        assert session.scalars(select(Delivery).where(col(Delivery.person_id) == ended)).all() == []


def test_a_role_is_had_once_where_both_had_it(database: Database) -> None:
    stays, ended = (member(database, "coordinator", BAERUM) for _ in range(2))
    with database.read() as session:
        theirs = select(col(Membership.membership_id)).where(col(Membership.person_id) == ended)
        over = str(session.scalars(theirs).first())
    joined(database, stays=stays, ended=ended, over=(over,))
    with database.read() as session:
        roles = session.scalars(select(Membership).where(col(Membership.role) == "coordinator")).all()
    assert [role.person_id for role in roles] == [stays]


def test_ones_own_preferences_count_and_else_those_of_the_other(database: Database) -> None:
    first, second, third = (str(uuid4()) for _ in range(3))
    with database.write() as session:
        session.add_all(Preference(person_id=one, email=mail) for one, mail in ((second, "off"), (third, "at_once")))
    joined(database, stays=first, ended=second)
    joined(database, stays=first, ended=third)
    with database.read() as session:
        assert [(one.person_id, one.email) for one in session.scalars(select(Preference))] == [(first, "off")]


def test_what_turns_mail_off_and_what_waits_for_a_digest_follow(database: Database) -> None:
    ended, stays = Story(), str(uuid4())
    choose(database, ended.employee, email="daily")
    handle(database, ended.event("candidacy.declined", reason="workload"))
    with database.write() as session:
        links = UnsubscribeLinks(session)
        kept = links.list_tokens([(ended.employee, "body"), (stays, "profile"), (ended.employee, "profile")])
    joined(database, stays=stays, ended=ended.employee)
    with database.read() as session:
        assert set(session.scalars(select(col(DigestLine.person_id)))) == {stays}
        theirs = {link.topic: link.token for link in session.scalars(select(UnsubscribeLink))}
    assert theirs == {"body": kept[ended.employee, "body"], "profile": kept[stays, "profile"]}
