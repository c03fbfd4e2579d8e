"""One host fills nobody's mailbox: so many mails a day are sent, the inbox holds the others (I30)."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import select, update
from sqlmodel import col

from services.kit import clock
from services.kit.data.database import Database
from services.notify.deliveries.domain import MORE_WAITING, MailBounds
from services.notify.deliveries.models import Delivery
from services.notify.inbox.models import Message
from tests.notify.factories import Story, an_event, handle, member
from tests.notify.rows import codes_of
from tests.support.callers import LANEKASSEN

BOUNDS = MailBounds()


def invited(database: Database, story: Story, *, times: int = 1, host: str | None = None, need: str = "") -> None:
    """Invitations of the story's expert, each a candidacy of its own, to a need of their own or to the named one."""
    for _ in range(times):
        one = replace(story, candidacy=str(uuid4()), need=need or str(uuid4()), host=host or story.host)
        handle(database, one.event("candidacy.invited"))


def mails_to(database: Database, person_id: str) -> list[str]:
    """The codes of the mails queued for a person."""
    with database.read() as session:
        query = select(col(Message.code)).join(Delivery, col(Delivery.message_id) == col(Message.id))
        return list(session.scalars(query.where(col(Delivery.person_id) == person_id)))


class TestOfOneHost:
    def test_are_held_beyond_the_bound_and_one_mail_says_so(self, database: Database, story: Story) -> None:
        invited(database, story, times=BOUNDS.from_one + 5)
        mails = mails_to(database, story.employee)
        assert mails.count("candidacy_invited") == BOUNDS.from_one
        assert mails.count(MORE_WAITING) == 1
        inbox = codes_of(database, story.employee)
        assert inbox.count("candidacy_invited") == BOUNDS.from_one + 5

    def test_do_not_hold_news_of_an_agreed_stay(self, database: Database, story: Story) -> None:
        invited(database, story, times=BOUNDS.from_one + 1)
        handle(database, story.event("placement.agreed"))
        handle(database, story.event("placement.cancelled", reason="other", was="agreed"))
        handle(database, replace(story, placement=str(uuid4())).event("placement.cancelled", was="proposed"))
        assert mails_to(database, story.employee)[-2:] == ["placement_agreed", "placement_cancelled"]

    def test_leave_other_hosts_theirs(self, database: Database, story: Story) -> None:
        invited(database, story, times=BOUNDS.from_one + 1)
        invited(database, story, host=LANEKASSEN)
        assert mails_to(database, story.employee).count("candidacy_invited") == BOUNDS.from_one + 1

    def test_leave_other_people_theirs(self, database: Database, story: Story) -> None:
        other = Story()
        invited(database, story, times=BOUNDS.from_one + 1)
        invited(database, other)
        assert mails_to(database, other.employee) == ["candidacy_invited"]

    def test_are_sent_again_after_a_day(self, database: Database, story: Story) -> None:
        invited(database, story, times=BOUNDS.from_one + 1)
        with database.write() as session:
            session.execute(update(Delivery).values(created_at=clock.now() - timedelta(days=1)))
        invited(database, story)
        assert mails_to(database, story.employee).count("candidacy_invited") == BOUNDS.from_one + 1

    def test_are_not_bounded_by_what_is_about_oneself(self, database: Database, story: Story) -> None:
        """News of one's own profile and letters with links are not of any host."""
        invited(database, story, times=BOUNDS.from_one + 1)
        handle(database, story.event("expert.returned", reason="other"))
        assert "expert_returned" in mails_to(database, story.employee)
        handle(database, an_event("letter.ordered", str(uuid4())))
        with database.read() as session:
            assert session.scalars(select(Delivery).where(col(Delivery.letter_id).is_not(None))).one()


class TestAboutOnePair:
    def test_are_held_beyond_the_bound(self, database: Database, story: Story) -> None:
        invited(database, story, times=BOUNDS.about_pair + 3, need=story.need)
        mails = mails_to(database, story.employee)
        assert sorted(mails) == ["candidacy_invited"] * BOUNDS.about_pair + [MORE_WAITING]

    def test_leave_the_need_its_other_candidates(self, database: Database, story: Story) -> None:
        """A host with many applicants gets a mail of each: they are not one sender."""
        person = member(database, "coordinator", story.host)
        for _ in range(BOUNDS.from_one + 2):
            handle(database, Story(need=story.need, host=story.host).event("candidacy.applied"))
        assert mails_to(database, person).count("candidacy_applied") == BOUNDS.from_one + 2

    def test_of_one_expert_are_held_for_the_host(self, database: Database, story: Story) -> None:
        person = member(database, "coordinator", story.host)
        for _ in range(BOUNDS.from_one + 2):
            one = replace(story, candidacy=str(uuid4()), need=str(uuid4()))
            handle(database, one.event("candidacy.applied"))
        assert mails_to(database, person).count("candidacy_applied") == BOUNDS.from_one


class TestHeldMail:
    def test_is_held_for_who_joins_later_too(self, database: Database, story: Story) -> None:
        """They are notified of what their role was notified of meanwhile."""
        joined = clock.now() - timedelta(hours=1)
        for _ in range(BOUNDS.from_one + 2):
            one = replace(story, candidacy=str(uuid4()), need=str(uuid4()))
            handle(database, one.event("candidacy.applied"))
        person = member(database, "coordinator", story.home, at=joined)
        mails = mails_to(database, person)
        assert (mails.count("candidacy_applied_home"), mails.count(MORE_WAITING)) == (BOUNDS.from_one, 1)


class TestWhatPeopleWrite:
    def test_is_mailed_once_until_it_is_read(self, database: Database, story: Story) -> None:
        for _ in range(3):
            handle(database, story.event("candidacy.host_wrote"))
        assert mails_to(database, story.employee) == ["candidacy_host_wrote"]
        assert codes_of(database, story.employee) == ["candidacy_host_wrote"] * 3
        read_all(database)
        handle(database, story.event("candidacy.host_wrote"))
        assert mails_to(database, story.employee) == ["candidacy_host_wrote"] * 2

    def test_is_mailed_again_after_a_day(self, database: Database, story: Story) -> None:
        """Who reads it at placements has not read the inbox's message of it."""
        handle(database, story.event("candidacy.host_wrote"))
        with database.write() as session:
            session.execute(update(Delivery).values(created_at=clock.now() - timedelta(hours=20)))
        handle(database, story.event("candidacy.host_wrote"))
        with database.write() as session:
            session.execute(update(Delivery).values(created_at=clock.now() - timedelta(days=1)))
        handle(database, story.event("candidacy.host_wrote"))
        assert mails_to(database, story.employee) == ["candidacy_host_wrote"] * 2

    def test_is_mailed_of_each_candidacy(self, database: Database, story: Story) -> None:
        for one in (story, replace(story, candidacy=str(uuid4()), need=str(uuid4()))):
            handle(database, one.event("candidacy.host_wrote"))
        assert mails_to(database, story.employee) == ["candidacy_host_wrote"] * 2

    def test_goes_to_the_other_side_alone(self, database: Database, story: Story) -> None:
        requester = member(database, "requester", story.host)
        home = member(database, "coordinator", story.home)
        handle(database, story.event("candidacy.employee_wrote"))
        handle(database, story.event("candidacy.host_wrote"))
        assert codes_of(database, requester) == ["candidacy_employee_wrote"]
        assert codes_of(database, story.employee) == ["candidacy_host_wrote"]
        assert codes_of(database, home) == []

    def test_leaves_an_offer_its_mail(self, database: Database, story: Story) -> None:
        for _ in range(BOUNDS.about_pair + 2):
            handle(database, story.event("candidacy.host_wrote"))
        handle(database, story.event("candidacy.offered", terms_version=1))
        assert mails_to(database, story.employee) == ["candidacy_host_wrote", "candidacy_offered"]


def read_all(database: Database) -> None:
    with database.write() as session:
        session.execute(update(Message).values(read_at=clock.now()))
