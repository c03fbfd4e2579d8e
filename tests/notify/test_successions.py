"""Another body takes the place of one whose people have tasks and inboxes."""

from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlmodel import col

from services.kit.data.database import Database
from services.kit.events.follower import ReceivedEvent
from services.kit.language import Language
from services.notify.inbox.models import Message
from services.notify.members.models import Membership
from services.notify.texts.messages import message_text
from tests.notify.factories import ROLES, Story, absence_announced, an_event, handle, member
from tests.notify.rows import all_tasks, codes_of, mailed
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN, TOLL

OLD, NEW = BAERUM, LANEKASSEN


def succeeded(old: str = OLD, new: str = NEW) -> ReceivedEvent:
    return an_event("organisation.succeeded", old, orgs=sorted([old, new]), successor=new)


def passed_on(story: Story) -> ReceivedEvent:
    """placements' event of a stay whose home agency is the successor now."""
    moved = Story(**{**vars(story), "home": NEW})
    return moved.event("placement.passed_on", party="home")


class TestTasks:
    def test_wait_for_the_successors_coordinators(self, database: Database, story: Story) -> None:
        handle(database, story.proposed(), succeeded())
        task = next(task for task in all_tasks(database) if task.kind == "decide_as_home")
        assert (task.audience, task.version) == (f"coordinator:{NEW}", 2)

    def test_of_an_older_event_wait_for_them_too(self, database: Database, story: Story) -> None:
        """placements' feed and auth's are followed side by side."""
        coordinator = member(database, "coordinator", NEW)
        handle(database, succeeded(), story.event("expert.submitted"))
        assert [task.audience for task in all_tasks(database)] == [f"coordinator:{NEW}"]
        assert "expert_submitted" in codes_of(database, coordinator)

    def test_of_a_body_without_a_coordinator_close(self, database: Database) -> None:
        handle(database, an_event("organisation.uncoordinated", OLD, orgs=[OLD]), succeeded())
        assert [task.closed_by for task in all_tasks(database)] == ["organisation.succeeded"]


class TestMembers:
    def test_of_both_are_notified_once_and_coordinators_by_mail(self, database: Database) -> None:
        old, new = member(database, "coordinator", OLD), member(database, "employee", NEW)
        stranger = member(database, "employee", TOLL)
        event = succeeded()
        handle(database, event, event)
        assert [codes_of(database, one) for one in (old, new, stranger)] == [["organisation_succeeded"]] * 2 + [[]]
        assert mailed(database) == [old]
        for text in texts_of(database, old):
            assert f"{NEW} h" in text
            assert text.count(OLD) == 2

    def test_are_the_successors_before_auth_says_so_of_each(self, database: Database, story: Story) -> None:
        somebody = member(database, "coordinator", OLD)
        handle(database, succeeded(), story.proposed())
        assert "placement_proposed" in codes_of(database, somebody)

    def test_are_granted_again_with_the_same_membership(self, database: Database) -> None:
        membership, somebody, event = str(uuid4()), str(uuid4()), succeeded()
        for orgnr in (OLD, NEW):
            granted: dict[str, Any] = {"role": "employee", "roles": ROLES["employee"]}
            handle(database, an_event("membership.granted", membership, orgs=[orgnr], persons=[somebody], **granted))
            handle(database, event)
        with database.read() as session:
            rows = session.scalars(select(Membership).where(col(Membership.person_id) == somebody)).all()
        assert [(row.membership_id, row.orgnr) for row in rows] == [(membership, NEW)]
        assert codes_of(database, somebody) == ["organisation_succeeded"]

    def test_who_are_away_are_away_from_the_successor(self, database: Database, story: Story) -> None:
        away, present = member(database, "coordinator", OLD), member(database, "coordinator", OLD)
        handle(database, absence_announced(away, org=OLD), succeeded(), story.event("expert.submitted"))
        assert "expert_submitted" in codes_of(database, present)
        assert "expert_submitted" not in codes_of(database, away)


class TestParties:
    def test_of_a_stay_are_notified_without_a_number(self, database: Database, story: Story) -> None:
        """What comes to nothing later hides the home agency from the host, who keeps the message."""
        host = member(database, "requester", HUSBANKEN)
        handle(database, passed_on(story))
        assert [codes_of(database, one) for one in (story.employee, host)] == [["placement_passed_on"]] * 2
        for text, party in zip(texts_of(database, host), ("avgivende", "avgjevande", "home agency"), strict=True):
            assert party in text
            assert NEW not in text

    def test_in_a_row_are_those_of_the_last(self, database: Database, story: Story) -> None:
        last = member(database, "coordinator", TOLL)
        handle(database, succeeded(), succeeded(NEW, TOLL), story.proposed())
        assert "placement_proposed" in codes_of(database, last)


def texts_of(database: Database, person_id: str) -> list[str]:
    """The text of a person's only message, in each language."""
    with database.read() as session:
        message = session.scalars(select(Message).where(col(Message.person_id) == person_id)).one()
    return [" ".join(message_text(message.code, message.params, language)) for language in Language]
